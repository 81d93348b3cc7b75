import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createRuleClassifier } from '../../../../src/classify/rule-classifier.ts';
import { type Classifiers, createClassifiers } from '../../../../src/cli/msp/classifiers.ts';
import { toldOf } from '../../../../src/cli/msp/command-error.ts';
import { type AskedEval, evaluate } from '../../../../src/cli/msp/eval.ts';
import { Category } from '../../../../src/domain/category.ts';
import { workflows } from '../../classify/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-eval-'));
const file = join(folder, 'tickets.csv');
writeFileSync(
  file,
  [
    'text,category,alt',
    'I forgot my password,password_reset,',
    'The printer is jammed,printer_issue,hardware_issue',
    'My account is locked,password_reset,account_lockout',
    'The Wi-Fi is down,printer_issue,',
  ].join('\n'),
);
afterAll(() => rmSync(folder, { recursive: true }));

let classifiers: Classifiers;
let answer: 'yes' | 'no' | undefined;
beforeEach(() => {
  classifiers = createClassifiers({ modelFor: async () => undefined });
  answer = undefined;
});

interface Said {
  readonly out: string;
  readonly failure:
    | { readonly message: string; readonly remedy?: string; readonly problems?: readonly object[] }
    | undefined;
}

/** What `msp eval` prints, and what it fails with. */
async function evaluated(asked: Partial<AskedEval> = {}): Promise<Said> {
  const out: string[] = [];
  const failure = await evaluate(
    { file, classifier: 'rules', yes: false, json: false, ...asked },
    {
      roster: { customers: [{ id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} }], people: [] },
      workflows,
      classifiers,
      lessons: async () => ({ compare: async () => ({ added: 1, changed: 1, known: 2 }) }),
      terminal: {
        print: (text) => void out.push(text),
        complain: (text) => void out.push(text),
        canAsk: answer !== undefined,
        ask: async () => answer === 'yes',
      },
      signal: new AbortController().signal,
    },
  ).then(() => undefined, toldOf);
  return { out: out.join('\n'), failure };
}

/** A language model that judges by the cues, takes a cent for it, and has nothing to say of the last ticket. */
function aModelThatCosts(judged: string[] = []) {
  classifiers = {
    ...classifiers,
    model: async () => ({
      async classify(ticket, known) {
        judged.push(ticket.id);
        const judge =
          ticket.id === 'file:4' ? ({ kind: 'offline' } as const) : ({ kind: 'model', model: 'some-model' } as const);
        return { ...(await createRuleClassifier()(ticket, known)), judge };
      },
      paid: {
        model: 'some-model',
        isEstimate: true,
        most: async (tickets) => tickets.length * 0.02,
        costOf: () => 0.01,
        troubles: () => ['The key is wrong.'],
      },
    }),
  };
  return judged;
}

test('says how often a classifier is right, strictly and not, with its intervals', async () => {
  const { out } = await evaluated();

  expect(out).toContain('tickets.csv: 4 tickets judged by rules');
  expect(out).toMatch(/right +50\.0 % \(15\.0-85\.0\) +75\.0 % \(30\.1-95\.4\)/);
  expect(out).toMatch(/password_reset +100\.0 % +50\.0 % +66\.7 % +2/);
  expect(out).toContain('Nothing was paid.');
});

test('shows what was taken for what, in a hundred columns however many categories there are', async () => {
  const all = join(folder, 'all.jsonl');
  writeFileSync(
    all,
    Category.options.map((category) => JSON.stringify({ text: `It is ${category}`, category })).join('\n'),
  );

  const { out } = await evaluated({ file: all });

  expect(out).toMatch(/\n {24}a {4}b {4}c/);
  expect(out).toMatch(/\np other +/);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test.each(['rules', 'local', 'offline'])('gives programs every figure and every ticket, by %s', async (classifier) => {
  const { out } = await evaluated({ classifier, json: true });

  expect(JSON.parse(out)).toMatchObject({
    ...{ file: 'tickets.csv', classifier, customer: null, seen: 0, tickets: 4 },
    accuracy: { strict: { of: 4 }, lenient: { of: 4 } },
    calibration: { strict: { bins: expect.any(Array) } },
    judged: [{ id: 'line 2', category: 'password_reset', believed: { category: 'password_reset' } }, {}, {}, {}],
  });
  expect(out).not.toContain('forgot my password');
});

test.each(['local', 'offline'])('without a customer, no model of one is looked for, by %s', async (classifier) => {
  classifiers = createClassifiers({ modelFor: () => Promise.reject(new Error('There is no database here')) });

  expect((await evaluated({ classifier })).failure).toBeUndefined();
});

test('asks before money is spent, with the number of tickets and the most it can cost', async () => {
  const judged = aModelThatCosts();
  answer = 'no';

  const { out, failure } = await evaluated({ classifier: 'model' });

  expect(out).toBe(
    'some-model would judge 4 tickets, and that costs $0.08 at most. Its own price is not known, so the dearest one stands for it.',
  );
  expect(failure?.message).toBe('Nothing was spent.');
  expect(judged).toEqual([]);
});

test('spends nothing while nobody is there to agree to it', async () => {
  const judged = aModelThatCosts();

  const { failure } = await evaluated({ classifier: 'model' });

  expect(failure?.remedy).toBe('Add --yes to spend it, or name rules or offline.');
  expect(judged).toEqual([]);
});

test.each([
  ['somebody says yes', 'yes', false],
  ['--yes was given', undefined, true],
] as const)('spends when %s, and says what it cost', async (_, said, yes) => {
  const judged = aModelThatCosts();
  answer = said;

  const { out } = await evaluated({ classifier: 'model', yes });

  expect(out).toContain('$0.01 a ticket, $0.04 in all.');
  expect(out).toContain('The key is wrong.');
  expect(out).toContain('1 of them were judged offline, because the language model gave no answer.');
  expect(judged.toSorted()).toEqual(['file:1', 'file:2', 'file:3', 'file:4']);
});

test.each([
  ['a classifier', { classifier: 'ruls' }, 'There is no classifier ruls.', 'Did you mean rules?'],
  ['a customer', { customer: 'contso' }, 'There is no customer contso.', 'Did you mean contoso?'],
])('a misspelt name of %s is told', async (_, asked, message, remedy) => {
  expect((await evaluated(asked)).failure).toEqual({ message, remedy });
});

test.each([
  ['nothing that is set', 'model', undefined, 'No language model is set.'],
  ['another provider', 'openai', 'anthropic', 'The language model that is set is some-model, of anthropic.'],
  ['no customer', 'anthropic', 'anthropic', 'A customer pays for a language model.'],
] as const)('a language model of %s is refused, with what to do', async (_, classifier, provider, message) => {
  const languageModel = provider && { provider, name: 'some-model', open: () => Promise.reject(new Error('opened')) };
  classifiers = createClassifiers({ modelFor: async () => undefined, languageModel });

  const { failure } = await evaluated({ classifier });

  expect(failure).toEqual({ message, remedy: expect.stringMatching(/MSP_MODEL|--classifier model|--customer/) });
});

test('says when tickets are lessons of the customer, because a model knows those by heart', async () => {
  const { out } = await evaluated({ customer: 'contoso' });

  expect(out).toContain('judged by rules, with what contoso has taught');
  expect(out).toContain('3 of them are lessons of contoso: they were learned, and the figures flatter.');
});

test('what is wrong with a file is told one by one, and nothing is judged', async () => {
  const bad = join(folder, 'bad.csv');
  writeFileSync(bad, 'text,category\nx,zebra\n,other\n');

  const { out, failure } = await evaluated({ file: bad });

  expect(failure?.problems).toMatchObject([{ line: 2 }, { line: 3, message: 'It says nothing.' }]);
  expect(out).toBe('');
});
