import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { approvalMessage } from '../../src/cards/approval.ts';
import { Card, type Message } from '../../src/cards/card.ts';
import { fitsInList } from '../../src/cards/planned-calls.ts';
import { render } from '../../src/chat/slack/render.ts';
import { sampleApproval, sampleMessages } from './card-samples.ts';

const require = createRequire(import.meta.url);
const { AdaptiveCard, SerializationContext, Versions }: Parser = require('adaptivecards/dist/adaptivecards.js');
const unseen = /\p{Cc}|\p{Bidi_Control}|\p{Default_Ignorable_Code_Point}/u;

const usual = sampleMessages((usually) => usually);
const marked = sampleMessages((usually) => `CANARY ${usually}`);
const longest = sampleMessages(() => '👾'.repeat(20_000));
const hostile = sampleMessages(
  () =>
    '[Approve](https://evil.example) <!channel> <at>Kim</at> **bold**\n\nApproved by the CISO\u202E\u200B\u0007 ${digest}',
);

describe.each(Object.keys(usual))('%s', (name) => {
  test('is in the closed subset that every platform shows', () => {
    expect(Card.parse(cardOf(usual, name)).version).toBe('1.5');
  });

  test('is understood by the Adaptive Cards parser without a complaint', () => {
    expect(complaintsAbout(cardOf(usual, name))).toEqual([]);
  });

  test("shows other people's words, and only as plain runs of text", () => {
    const card = cardOf(marked, name);
    expect(ownWords(card).filter((words) => words.includes('CANARY'))).toEqual([]);
    if (name !== 'status of nothing') expect(JSON.stringify(card)).toContain('CANARY');
  });

  test('shows nothing that cannot be seen or that turns the reading direction', () => {
    expect(texts(cardOf(hostile, name)).filter((text) => unseen.test(text.replaceAll('\n', '')))).toEqual([]);
  });

  test('stays below what a chat takes, whatever was written', () => {
    expect(Buffer.byteLength(JSON.stringify(longest[name]))).toBeLessThanOrEqual(28 * 1024);
    expect(texts(cardOf(longest, name)).join('').length).toBeLessThan(12_000);
  });

  test('has no empty run of text, which Slack refuses', () => {
    const empty = sampleMessages(() => '');
    expect(texts(cardOf(empty, name)).filter((text) => text === '')).toEqual([]);
  });

  test('has a fallback of one line that says the same', () => {
    expect(usual[name]?.text).toMatch(/^\S.{10,}$/);
    expect(hostile[name]?.text).not.toMatch(unseen);
  });
});

test('every look in the folder is shown by a sample', () => {
  const looks = readdirSync('cards').map((file) => file.replace('.json', ''));
  const shown = Object.keys(usual).map((name) => name.split(' ')[0]);
  expect(looks.filter((look) => !shown.includes(look))).toEqual([]);
});

describe('the approval card', () => {
  test('begins with what is certain, in a fixed order, and ends with what the ticket says', () => {
    const shown = texts(cardOf(usual, 'approval pending'));
    const order = ['Contoso', 'Set a new password', 'For', 'Asked by', 'Risk', 'Expires', 'The ticket says'];
    expect(shown.filter((text) => order.includes(text))).toEqual(order);
    expect(shown.slice(-3)).toEqual(['I forgot my password and have a meeting in ten minutes', 'Approve', 'Deny']);
  });

  test('says for every value where it came from', () => {
    const shown = texts(cardOf(usual, 'approval pending')).join('|');
    expect(shown).toContain('ada@contoso.example| (signed-in identity)');
    expect(shown).toContain('true| (workflow)');
  });

  test('carries its id and digest on both buttons while it is pending, and has no buttons afterwards', () => {
    const { digest } = sampleApproval('pending', (usually) => usually);
    const { actions } = cardOf(usual, 'approval pending');
    expect(actions?.map(({ verb, data }) => ({ verb, data }))).toEqual([
      { verb: 'approve', data: { approval: 'a-1', digest } },
      { verb: 'deny', data: { approval: 'a-1', digest } },
    ]);
    for (const state of ['approved', 'denied', 'expired', 'void', 'sent back']) {
      expect(cardOf(usual, `approval ${state}`).actions).toEqual([]);
      expect(JSON.stringify(cardOf(usual, `approval ${state}`))).not.toContain('Input.');
    }
  });

  test('says who decided, when and why', () => {
    const shown = texts(cardOf(usual, 'approval denied')).join('|');
    expect(shown).toContain('By Sam Carter, 14:20 UTC, 23 Nov');
    expect(shown).toContain('Ada sits next to me and did not ask for this.');
  });

  test('of several says who has said yes, what was changed, who has it and what to type', () => {
    const shown = texts(cardOf(usual, 'approval by two who type')).join('|');
    expect(shown).toContain('Approved by|Sam Carter| (1 more needed)');
    expect(shown).toContain('Handed over to|Kim Diaz| (by Sam Carter)');
    expect(shown).toContain('Account: ada, was all');
    expect(shown).toContain('To approve, type |ada@contoso.example');
    expect(cardOf(usual, 'approval by two who type').actions?.map(({ verb }) => verb)).toEqual([
      'approve',
      'deny',
      'ask-changes',
      'hand-over',
    ]);
  });

  test('of many says who has which of those that are open, and hands them over with a list of names', () => {
    const shown = texts(cardOf(usual, 'batch pending')).join('|');
    expect(shown).toContain('Handed over to|Kim Diaz|: 1| (by Sam Carter)');
    expect(texts(cardOf(usual, 'batch decided')).join('|')).not.toContain('Handed over to');
    expect(cardOf(usual, 'batch pending').actions?.map(({ verb }) => verb)).toEqual([
      'approve-items',
      'deny-items',
      'hand-over-items',
    ]);
    expect(JSON.stringify(cardOf(usual, 'batch decided'))).not.toContain('hand-over');
  });

  test('offers nobody to hand over to where there is nobody else', () => {
    const alone = approvalMessage(
      sampleApproval('pending', (usually) => usually),
      'Contoso',
      {
        colleagues: [{ id: 'sam', name: 'Sam Carter' }],
      },
    );
    expect(JSON.stringify(alone.card)).not.toContain('hand-over');
  });

  test('that was sent back says what is wanted, and one that became void by itself why', () => {
    const sentBack = texts(cardOf(usual, 'approval sent back')).join('|');
    expect(sentBack).toContain('Changes asked for|By Sam Carter, 14:20 UTC, 23 Nov.');
    expect(sentBack).toContain('E3 is enough for them.');
    expect(texts(cardOf(usual, 'approval void')).join('|')).toContain('No longer valid|Something it rests on');
  });

  test('says so when it cannot show everything', () => {
    expect(texts(cardOf(usual, 'approval of many calls')).join('|')).toContain('There is more than fits here');
    expect(texts(cardOf(usual, 'approval pending')).join('|')).not.toContain('There is more than fits here');
  });
});

test('ten items with the longest values that are let on a list are shown whole, also where a chat has the least room', () => {
  const shown = JSON.stringify(render(usual['batch full'] ?? { text: '' }));
  expect(shown).not.toContain('There is more than Slack can show');
  expect(shown.match(/a{520}/g)).toHaveLength(10);
});

test('what is longer than that is let on no list', () => {
  const { calls } = sampleApproval('pending', (usually) => usually);
  const withValue = (value: string) =>
    calls.map((call) => ({ ...call, values: [{ name: 'account', value, origin: 'looked up' as const }] }));
  expect(fitsInList(withValue('a'.repeat(500)))).toBe(true);
  expect(fitsInList(withValue('a'.repeat(700)))).toBe(false);
});

function cardOf(messages: Record<string, Message>, name: string): Card {
  const card = messages[name]?.card;
  if (!card) throw new Error(`There is no card "${name}"`);
  return card;
}

function complaintsAbout(card: Card): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...events, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

/** What a platform may format: everything but runs of text and choices. */
function ownWords(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(ownWords);
  if (typeof node !== 'object' || node === null) return [];
  if ('type' in node && node.type === 'TextRun') return [];
  const { choices: _, ...rest } = { choices: [], ...node };
  return Object.values(rest).flatMap((value) => (typeof value === 'string' ? [value] : ownWords(value)));
}

/** Every text that can be read on it, in reading order. */
function texts(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(texts);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    (key === 'text' || key === 'title') && typeof value === 'string' ? [value] : texts(value),
  );
}

/** What is used here of the vendor's own parser, whose types want a browser. */
interface Parser {
  readonly AdaptiveCard: new () => {
    parse(card: Card, context: Context): void;
    validateProperties(): { validationEvents: { message: string }[] };
  };
  readonly SerializationContext: new (version: unknown) => Context;
  readonly Versions: { readonly v1_5: unknown };
}

interface Context {
  readonly eventCount: number;
  getEventAt(index: number): { message: string };
}
