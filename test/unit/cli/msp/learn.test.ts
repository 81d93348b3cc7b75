import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { trainOn } from '../../../../src/classify/local/train.ts';
import { toldOf } from '../../../../src/cli/msp/command-error.ts';
import { forget } from '../../../../src/cli/msp/forget.ts';
import { learn } from '../../../../src/cli/msp/learn.ts';
import type { Learning } from '../../../../src/cli/msp/learning.ts';
import { listLessons } from '../../../../src/cli/msp/lessons.ts';
import type { Roster } from '../../../../src/domain/roster.ts';
import { createCustomerModels } from '../../../../src/store/customer-models.ts';
import { createLessons, type NewLesson } from '../../../../src/store/lessons.ts';
import type { Pool } from '../../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../../fakes/database.ts';
import { workflows } from '../../classify/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-learn-'));
afterAll(() => rmSync(folder, { recursive: true }));

const roster: Roster = {
  customers: ['contoso', 'fabrikam'].map((id) => ({ id, name: id, chats: [], desk: [], modes: {} })),
  people: [],
};

/** A file of lessons about machines that only this customer has. */
function fileOf(...lessons: readonly (readonly [text: string, category: string])[]): string {
  const file = join(folder, `${lessons.length}.jsonl`);
  writeFileSync(file, lessons.map(([text, category]) => JSON.stringify({ text, category })).join('\n'));
  return file;
}

describeWithDatabase('on the command line', () => {
  let pool: Pool;
  let printed: string[];
  let trainedOn: (readonly NewLesson[])[];
  let answer: 'yes' | 'no' | undefined;
  let isBroken: boolean;
  inFreshDatabase((opened) => {
    pool = opened;
  });
  beforeEach(async () => {
    [printed, trainedOn, answer, isBroken] = [[], [], undefined, false];
    await pool.query('truncate app.lesson, app.customer_model');
  });

  const parts = () => ({
    roster,
    workflows,
    learning: async (): Promise<Learning> => ({
      pool,
      lessons: createLessons(pool),
      models: createCustomerModels(pool, () => '1'),
      async train(lessons) {
        if (isBroken) throw new Error('no memory');
        trainedOn.push(lessons);
        return trainOn(lessons.map((lesson) => ({ ...lesson, weight: 1 })));
      },
      actor: 'command line (ops)',
    }),
    terminal: {
      print: (text: string) => void printed.push(text),
      complain() {},
      canAsk: answer !== undefined,
      ask: async () => answer === 'yes',
    },
    signal: new AbortController().signal,
  });
  const learnFrom = (file: string, how: { dryRun?: boolean; json?: boolean } = {}) =>
    learn({ file, customer: 'contoso', dryRun: false, json: false, ...how }, parts()).then(() => undefined, toldOf);
  const said = () => printed.join('\n');
  const taught = async () => (await createLessons(pool).of('contoso')).map(({ text, category }) => [text, category]);
  const audited = async () =>
    (await pool.query(`select actor, action, facts from app.audit where customer_id = 'contoso' order by seq`)).rows;

  test('lessons are kept and learned, and how many were new, changed or known is said', async () => {
    await learnFrom(fileOf(['Zeus is down', 'network_issue'], ['Hera hums', 'printer_issue']));

    await learnFrom(
      fileOf(
        ['zeus is down', 'application_error'],
        ['Hera hums', 'printer_issue'],
        ['Ares', 'other'],
        ['Ares', 'other'],
      ),
    );

    expect(said()).toContain('Kept for contoso: 2 new, 0 changed, 0 known already. 2 lessons in all.');
    expect(said()).toContain('1 new, 1 changed, 1 known already, 1 more than once in the file. 3 lessons in all.');
    expect(said()).toContain('That is too few to say how much better it gets');
    expect(await taught()).toEqual([
      ['Zeus is down', 'application_error'],
      ['Hera hums', 'printer_issue'],
      ['Ares', 'other'],
    ]);
    expect(trainedOn.at(-1)).toHaveLength(3);
    expect(await createCustomerModels(pool, () => '1').behind()).toEqual([]);
  });

  test('the audit has who taught how many lessons, and no word of them', async () => {
    await learnFrom(fileOf(['Zeus is down', 'network_issue']));

    expect((await audited()).at(-1)).toEqual({
      actor: 'command line (ops)',
      action: 'lessons.taught',
      facts: { source: 'file', added: 1, changed: 0, known: 0 },
    });
  });

  const names = ['Zeus', 'Hera', 'Ares', 'Hermes', 'Athena', 'Apollo', 'Dionysos', 'Hades'];
  const about = (what: string, category: string) => names.map((name) => [`${name} ${what}`, category] as const);

  test('before and after are told by models that have not seen what they judge', async () => {
    const file = fileOf(...about('board is glowing purple', 'backup_restore'), ...about('squeaks', 'hardware_issue'));

    await learnFrom(file, { json: true });

    const { accuracy, taught: counted } = JSON.parse(said());
    expect(counted).toEqual({ added: 16, changed: 0, known: 0 });
    expect(accuracy.before).toMatchObject({ of: 16 });
    expect(accuracy.after).toMatchObject({ of: 16, right: 16 });
    expect(accuracy.before.right).toBeLessThan(16);
    const tries = trainedOn.slice(0, 5).map((lessons) => lessons.map(({ text }) => text));
    for (const words of await taught()) expect(tries.filter((seen) => !seen.includes(words[0] ?? ''))).toHaveLength(1);
    expect(trainedOn.map(({ length }) => length)).toEqual([12, 13, 13, 13, 13, 16]);
  });

  test('a dry run says the same and keeps nothing', async () => {
    await learnFrom(fileOf(...about('squeaks', 'hardware_issue'), ...about('hums', 'printer_issue')), { dryRun: true });

    expect(said()).toContain('Would be kept for contoso: 16 new, 0 changed, 0 known already.');
    expect(said()).toMatch(/ {2}before {2}\d+\.\d % \(.+\), \d+ of 16\n {2}after/);
    expect(said()).toContain('Nothing was kept.');
    expect(await taught()).toEqual([]);
    expect(await createCustomerModels(pool, () => '1').version('contoso')).toBeUndefined();
  });

  test('lessons whose model could not be trained are kept, and it says what to do', async () => {
    isBroken = true;

    const failure = await learnFrom(fileOf(['Zeus is down', 'network_issue']));

    expect(failure).toEqual({
      message: 'The lessons are kept, but the model could not be trained: no memory',
      remedy: 'Run it again, or start the desk: it trains what is behind.',
    });
    expect(await taught()).toHaveLength(1);
  });

  test('what was taught is listed, on one line each', async () => {
    await learnFrom(fileOf(['Zeus is down\nsince \u001b[31mMonday', 'network_issue']));
    printed = [];

    await listLessons({ customer: 'contoso', json: false }, parts());
    await listLessons({ customer: 'fabrikam', json: false }, parts());

    expect(printed[0]).toMatch(/^\d{4}-\d\d-\d\d {2}network_issue {2}file {2}Zeus is down since \[31mMonday$/);
    expect(printed[1]).toBe('Nobody has taught anything for fabrikam yet.');
  });

  const forgetAll = (yes: boolean) =>
    forget({ customer: 'contoso', yes, json: false }, parts()).then(() => undefined, toldOf);

  test('nothing is forgotten before somebody agrees to it', async () => {
    await learnFrom(fileOf(['Zeus is down', 'network_issue']));

    const alone = await forgetAll(false);
    answer = 'no';
    const refused = await forgetAll(false);

    expect(alone?.remedy).toBe('Add --yes to forget them.');
    expect(refused?.message).toBe('Nothing was forgotten.');
    expect(await taught()).toHaveLength(1);
  });

  test('forgetting takes the lessons and the model of this customer, and stands in the audit', async () => {
    await learnFrom(fileOf(['Zeus is down', 'network_issue']));
    await learn({ file: fileOf(['Hera', 'other']), customer: 'fabrikam', dryRun: false, json: false }, parts());

    await forgetAll(true);

    expect(said()).toContain('1 lesson of contoso forgotten. The shipped model serves now.');
    expect(await taught()).toEqual([]);
    const models = createCustomerModels(pool, () => '1');
    expect([await models.read('contoso'), typeof (await models.read('fabrikam'))]).toEqual([undefined, 'object']);
    expect((await audited()).at(-1)).toMatchObject({ action: 'lessons.forgotten', facts: { lessons: 1 } });
  });
});
