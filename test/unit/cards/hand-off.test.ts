import { describe, expect, test } from 'vitest';
import { handOffMessage } from '../../../src/cards/hand-off.ts';
import { Classification } from '../../../src/domain/classification.ts';
import type { HandOff } from '../../../src/domain/hand-off.ts';

const ticket = {
  ticketId: 'MSP-7',
  customerName: 'Contoso',
  requesterName: 'Ada Lovelace',
  task: 'Please get in touch.',
  pages: [],
  why: 'A technician handles this.',
};

function timesSaid(words: string, subject: string, body: string): number {
  return JSON.stringify(handOffMessage({ ...ticket, subject, body }).card).split(words).length - 1;
}

test('a subject that is the first line of the ticket is said once, and the rest is kept', () => {
  expect(timesSaid('Printer jams', 'Printer jams', 'Printer jams\nIt is the one in the kitchen.')).toBe(1);
  expect(timesSaid('in the kitchen', 'Printer jams', 'Printer jams\nIt is the one in the kitchen.')).toBe(1);
  expect(timesSaid('Printer jams', 'Printer jams', 'Printer jams')).toBe(1);
  expect(timesSaid('(empty)', 'Printer jams', 'Printer jams')).toBe(0);
});

test('a first line that was too long for the subject is shown whole', () => {
  expect(timesSaid('to the very end', 'A long story…', 'A long story that goes on to the very end')).toBe(1);
});

const believed = Classification.parse({
  category: 'email_issue',
  confidence: 60,
  reasoning: 'mailbox',
  suggestedAction: 'Look at it',
  autoResolvable: false,
  vetoes: [],
  inputs: {},
  alternatives: [
    { category: 'network_issue', confidence: 20 },
    { category: 'other', confidence: 10 },
  ],
});
const cardOf = (more: Partial<Classification>, shown: Partial<HandOff> = {}) =>
  handOffMessage(
    { ...ticket, subject: 'Help', body: 'Help', classification: { ...believed, ...more }, ...shown },
    'some-id',
  ).card;
const read = (...given: Parameters<typeof cardOf>) => JSON.stringify(cardOf(...given)?.body);
const buttons = (...given: Parameters<typeof cardOf>) => cardOf(...given)?.actions?.map(({ title }) => title);

describe('what is believed', () => {
  test('names the second category only where it is close', () => {
    expect(read({})).not.toContain('"Or"');
    expect(read({ confidence: 30 })).toMatch(/"Or".*network issue.*20 % sure/);
  });

  test('says of urgency, mood and language only what a technician has to know', () => {
    for (const quiet of ['Urgency', 'Sounds', 'Language']) expect(read({ language: 'en' })).not.toContain(quiet);
    expect(read({ urgency: 'high' })).toMatch(/"Urgency".*"high"/);
    expect(read({ sentiment: 'unhappy' })).toMatch(/"Sounds".*"unhappy"/);
    expect(read({ language: 'pt' })).toMatch(/"Language".*"Portuguese"/);
  });

  test.each<[string, Classification['judge']]>([
    ['offline classifier', { kind: 'offline' }],
    ['claude-9', { kind: 'model', model: 'claude-9' }],
    [
      'offline classifier instead of claude-9 because it did not answer in time',
      { kind: 'offline', insteadOf: 'claude-9', because: 'it did not answer in time' },
    ],
  ])('was judged by: %s', (words, judge) => {
    expect(read({ judge })).toContain(`"text":"${words}"`);
  });
});

describe('correcting it', () => {
  test('takes one click for the most probable others, and a list for the rest', () => {
    expect(buttons({})).toEqual(['Network issue', 'Other', 'Correct it']);
    expect(buttons({ alternatives: [] })).toEqual(['Correct it']);
  });

  test('offers what it was taken for once it is corrected, and not what it is now', () => {
    expect(buttons({}, { correction: { category: 'network_issue', by: 'Tess' } })).toEqual([
      'Email issue',
      'Other',
      'Correct it',
    ]);
  });

  test('changes what is suggested, too', () => {
    const correction = { category: 'network_issue', by: 'Tess', suggestedAction: 'Check the connection' } as const;

    expect(read({}, { correction })).toMatch(/"Suggested".*Check the connection/);
    expect(read({}, { correction })).not.toContain('Look at it');
  });

  test('is not offered where a command said what to do', () => {
    const { card } = handOffMessage({ ...ticket, subject: 'Help', body: 'Help' }, 'some-id');

    expect(card?.actions ?? []).toEqual([]);
  });
});
