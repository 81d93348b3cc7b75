import { beforeEach, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { ConnectorError } from '../../../src/connectors/connector-error.ts';
import { performTask } from '../../../src/desk/steps/task.ts';
import { TaskStep } from '../../../src/domain/workflow.ts';
import { inMilliseconds } from '../../../src/lib/duration.ts';
import type { NodeEnd } from '../../../src/runs/graph.ts';
import { inOrder } from '../../../src/runs/move.ts';
import type { Durable } from '../../../src/runs/port.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { createQuestions } from '../../../src/store/questions.ts';
import { createTickets } from '../../../src/store/tickets.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { registry } from '../workflows/bad-workflow.ts';
import { audienceOn, type Chat, createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const cleanUp = TaskStep.parse({
  task: 'Please clean up ${steps.asked.device}.',
  watch: {
    operation: 'atera.getAgent',
    with: { agentId: 1017 },
    reading: 'freeDiskGb',
    unit: 'GB free',
    before: '${steps.asked.freeDiskGbBefore}',
    'risen-by': 1,
  },
});
const byHand = TaskStep.parse({ task: 'Please change the toner.', within: '2h' });
const agent = connectors.find(({ name }) => name === 'atera')?.operations.getAgent?.example.output;

describeWithDatabase('a task for a technician', () => {
  let pool: Pool;
  let chat: Chat;
  let count = 0;

  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(() => {
    chat = createChat('slack');
    count += 1;
  });

  /** Performs it while time passes at once; `during` happens at each wait, by its number from 0. */
  async function performed(step: TaskStep, readings: readonly Reading[], during: During = {}) {
    const id = `MSP-${count}`;
    const waits: number[] = [];
    const reads: number[] = [];
    const durable: Durable = {
      runId: id,
      step: async (_, work) => JSON.parse(JSON.stringify((await work()) ?? null)),
      async wait(_, within) {
        await during[waits.length]?.(`${id}:wait`);
        waits.push(inMilliseconds(within));
        return null;
      },
      first: async () => Promise.reject(new Error('nothing runs side by side')),
    };
    const parts = {
      ...audienceOn([chat], { customers: [contoso], people: [tess] }),
      questions: createQuestions(pool),
      tickets: createTickets(pool),
      registry: {
        find: registry.find,
        isSimulated: registry.isSimulated,
        async call() {
          const reading = readings[Math.min(reads.length, readings.length - 1)] ?? 'away';
          reads.push(waits.length);
          if (typeof reading === 'function') return { ...agent, freeDiskGb: await reading(`${id}:wait`) };
          if (reading !== 'away') return { ...agent, freeDiskGb: reading };
          throw new ConnectorError('unavailable', 'Atera is away.', { definite: true, remedy: 'Wait.' });
        },
      },
    };
    const asked: NodeEnd = { state: 'done', output: { device: 'CONTOSO-PC-17', freeDiskGbBefore: 2 } };
    const moves = performTask('wait', step, aRun({}, { id, customer: contoso }), new Map([['asked', asked]]), parts);
    return { end: await inOrder(moves, durable), waits, reads };
  }

  const says = (done: boolean, words?: string) => async (id: string) =>
    void (await inTransaction(pool, (client) =>
      createQuestions(pool).answer(client, id, JSON.stringify({ done, words }), { id: 'tess', name: 'Tess Novak' }),
    ));

  test('is done when the desk sees it, however long that takes, and says what it read', async () => {
    const { end } = await performed(cleanUp, [2, 2.4, 31]);

    expect(end).toEqual({
      state: 'done',
      output: { by: 'the desk', report: 'Before: 2 GB free. Now: 31 GB free.', after: 31 },
    });
    expect(chat.read('tess')).toEqual(['Done: Please clean up CONTOSO-PC-17. The desk saw that it was done.']);
  });

  test('is looked at after a minute, then two, then five, then every quarter of an hour, and never between', async () => {
    const { waits, reads } = await performed(cleanUp, [2]);

    const minutes = waits.map((ms) => ms / 60_000);
    expect(minutes.slice(0, 6)).toEqual([1, 2, 5, 15, 15, 15]);
    expect(minutes.reduce((sum, pause) => sum + pause)).toBe(24 * 60);
    expect(reads).toEqual(waits.map((_, index) => index + 1));
  });

  test('is nobody’s success when nobody did anything in time', async () => {
    const { end } = await performed(cleanUp, [2]);

    expect(end).toEqual({ state: 'stopped', outcome: 'assigned', why: 'Within 24 h nobody said that it was done.' });
    expect(chat.read('tess')[0]).toContain('Nobody said that it was done');
  });

  test('is not done by a reading that has hardly risen, or can not be read', async () => {
    const { end } = await performed(cleanUp, ['away', 2.9, 'away']);

    expect(end).toMatchObject({ state: 'stopped' });
  });

  test('is done when a technician says so, with what can be read then', async () => {
    const { end } = await performed(cleanUp, [2, 2.5], { 1: says(true) });

    expect(end).toEqual({
      state: 'done',
      output: {
        by: 'Tess Novak',
        report: 'Tess Novak says that it is done. Before: 2 GB free. Now: 2.5 GB free.',
        after: 2.5,
      },
    });
  });

  test('keeps what a technician says of it, and tells of no change that can not be read', async () => {
    const { end } = await performed(cleanUp, [2, 2], { 1: says(true, 'emptied the bin') });

    const report = 'Tess Novak says that it is done: “emptied the bin”. I still read 2 GB free, as before.';
    expect(end).toMatchObject({ state: 'done', output: { report } });
    expect(chat.read('tess')).toEqual([expect.stringContaining('Tess Novak says that it is done: emptied the bin')]);
  });

  test('stops with the reason when it could not be done', async () => {
    const { end } = await performed(cleanUp, [31], { 0: says(false, 'no access') });

    const why = 'Tess Novak could not do it: “no access”.';
    expect(end).toEqual({ state: 'stopped', outcome: 'assigned', why });
  });

  test('can not be answered any more once the desk has seen it', async () => {
    await performed(cleanUp, [31]);

    await says(false)(`MSP-${count}:wait`);

    expect(await createQuestions(pool).read(`MSP-${count}:wait`)).toMatchObject({ state: 'expired' });
  });

  test('is what somebody says who is quicker than the desk, while it looks', async () => {
    const { end } = await performed(cleanUp, [
      async (id) => {
        await says(false, 'wrong disk')(id);
        return 31;
      },
    ]);

    expect(end).toMatchObject({ state: 'stopped', why: 'Tess Novak could not do it: “wrong disk”.' });
  });

  test('that nothing can be read of waits for a person alone', async () => {
    const { end, reads } = await performed(byHand, [], { 2: says(true) });

    expect(end).toEqual({ state: 'done', output: { by: 'Tess Novak', report: 'Tess Novak says that it is done.' } });
    expect(reads).toEqual([]);
  });

  test('is shown once, also when the run begins again', async () => {
    await performed(byHand, []);
    await performed(byHand, []);

    expect(chat.read('tess')).toHaveLength(1);
  });
});

/** What is read, after something that happens just then. */
type Reading = number | 'away' | ((id: string) => Promise<number>);
type During = Readonly<Record<number, (id: string) => Promise<void>>>;

const contoso = { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} };
const tess = {
  id: 'tess',
  name: 'Tess Novak',
  identities: [{ platform: 'slack', workspace: 'T1', user: 'tess' }],
  roles: { contoso: ['technician' as const] },
};
