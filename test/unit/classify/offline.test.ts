import { expect, test } from 'vitest';
import { beliefsIn } from '../../../src/classify/local/beliefs.ts';
import { trainOn } from '../../../src/classify/local/train.ts';
import { createOfflineClassifier } from '../../../src/classify/offline.ts';
import { Category } from '../../../src/domain/category.ts';
import { closeSecond } from '../../../src/domain/classification.ts';
import { ticketSaying, workflows } from './sample.ts';

const classify = createOfflineClassifier();
const understand = (text: string) => classify(ticketSaying(text), workflows);

test.each([
  'I forgot my password, please reset it',
  'Ich habe mein Passwort vergessen, bitte zurücksetzen',
  'My disk is full, please clean up the disk of CONTOSO-PC-17',
  'I need a Visio licence',
])('both opinions agree on what is plain, and are sure: %s', async (sentence) => {
  const believed = await understand(sentence);

  expect(believed).toMatchObject({ agreed: true, autoResolvable: true, judge: { kind: 'offline' } });
  expect(believed.confidence).toBeGreaterThanOrEqual(80);
});

test.each(['my account is locked because I forgot my password', 'scanner does not send mail'])(
  'where cues and model differ they do not agree, whichever of them wins: %s',
  async (sentence) => {
    expect(await understand(sentence)).toMatchObject({ agreed: false });
  },
);

test('a mail is read with its subject, and without what it quotes', async () => {
  const mail = 'It happens since Monday.\n\n> From: Otto\n> My password is rejected, please reset my password';

  const believed = await classify(ticketSaying(mail, 'Printer jams'), workflows);

  expect(believed.category).toBe('printer_issue');
});

test('nothing is certain, nor surely not so', () => {
  const sure = Float64Array.from(Category.options, (one) => (one === 'other' ? 1 : 0));

  const confidences = new Set(beliefsIn(sure).map(({ confidence }) => confidence));

  expect(confidences).toEqual(new Set([99, 1]));
});

test('what could be one or the other is less sure than what is plain, and both are said', async () => {
  const plain = await understand('The printer on floor two jams');
  const believed = await understand('The report prints with wrong numbers');

  expect(believed.confidence).toBeLessThan(plain.confidence);
  expect(believed.alternatives).toHaveLength(3);
  expect([believed.category, ...believed.alternatives.map(({ category }) => category)]).toEqual(
    expect.arrayContaining(['application_error', 'printer_issue']),
  );
});

test('the next categories come in their order, and never the chosen one', async () => {
  for (const text of ['printer', 'my laptop is slow', 'hello', 'phishing mail with an invoice']) {
    const { category, confidence, alternatives } = await understand(text);
    const sure = alternatives.map((one) => one.confidence);

    expect(alternatives.map((one) => one.category)).not.toContain(category);
    expect(sure).toEqual(sure.toSorted((a, b) => b - a));
    if (category !== 'security_incident') expect(confidence).toBeGreaterThanOrEqual(sure[0] ?? 0);
  }
});

test('a second category is close when it is at least half as probable', () => {
  const alternatives = [{ category: 'printer_issue', confidence: 30 }] as const;

  expect(closeSecond({ confidence: 60, alternatives })).toEqual(alternatives[0]);
  expect(closeSecond({ confidence: 61, alternatives })).toBeUndefined();
  expect(closeSecond({ confidence: 20, alternatives: [] })).toBeUndefined();
});

test('words of alarm make it a matter of security, however the rest reads', async () => {
  const believed = await understand(
    'I forgot my password after I clicked the link of a phishing mail, please reset it',
  );

  expect(believed).toMatchObject({ category: 'security_incident', autoResolvable: false });
  expect(believed.confidence).toBeGreaterThanOrEqual(85);
});

test('a customer’s own model is asked for that customer alone', async () => {
  const own = trainOn([
    ...['the Brunhilde is stuck', 'Brunhilde beeps and stops', 'please look at the Brunhilde in hall two'].map(
      (text) => ({
        ...{ text, weight: 1 },
        category: 'printer_issue' as const,
      }),
    ),
    ...['nothing is open since lunch', 'hello', 'thank you'].map((text) => ({
      text,
      weight: 1,
      category: 'other' as const,
    })),
  ]);
  const both = createOfflineClassifier({ modelFor: async (customer) => (customer === 'contoso' ? own : undefined) });
  const ticket = ticketSaying('Brunhilde does nothing since lunch');

  const theirs = await both(ticket, workflows);
  const others = await both({ ...ticket, customerId: 'fabrikam' }, workflows);

  expect(theirs.category).toBe('printer_issue');
  expect(others.category).not.toBe('printer_issue');
});

test('tone and language come along', async () => {
  const believed = await understand('Das ist eine Frechheit, niemand im Büro kann drucken, der Drucker geht nicht');

  expect(believed).toMatchObject({ urgency: 'critical', sentiment: 'angry', language: 'de' });
});

test('a mail says in its subject how urgent it is', async () => {
  const believed = await classify(ticketSaying('The toner is empty.', 'URGENT: printer'), workflows);

  expect(believed.urgency).toBe('high');
});
