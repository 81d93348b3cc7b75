import { expect, test } from 'vitest';
import { type Ends, type GraphNode, type NodeEnd, runGraph } from '../../../src/runs/graph.ts';
import { type Moves, step, wait } from '../../../src/runs/move.ts';
import { inMemoryTransaction } from '../../fakes/engine/transaction.ts';
import { createMemoryRuns, type MemoryJournals } from '../../fakes/engine.ts';

type Nodes = Readonly<Record<string, Partial<GraphNode>>>;
type Perform = (name: string, ends: Ends) => Moves<NodeEnd>;

const done: NodeEnd = { state: 'done', output: null };

function* works(name: string): Moves<NodeEnd> {
  return { state: 'done', output: yield* step(name, async () => `${name} was here`) };
}

/** Runs a graph in memory; with the same journals again it goes on where it was. */
async function run(nodes: Nodes, perform: Perform, journals: MemoryJournals = new Map()) {
  const full = new Map(Object.entries(nodes).map(([name, node]) => [name, { needs: [], ...node }]));
  let ends: Ends = new Map();
  const runs = createMemoryRuns<null>(async (durable) => {
    ends = await runGraph(durable, full, (name, _, before) => perform(name, before));
  }, journals);
  await runs.start('run', null);
  await runs.settled('run');
  return Object.fromEntries([...ends].map(([name, { state }]) => [name, state]));
}

test('what nothing holds back runs side by side, and a join waits for all of it', async () => {
  const order: string[] = [];
  let rightIsDone = () => {};
  const right = new Promise<void>((resolve) => {
    rightIsDone = resolve;
  });

  const ends = await run({ left: {}, right: {}, join: { needs: ['left', 'right'] } }, function* (name) {
    yield* step(name, async () => {
      if (name === 'left') await right; // ends only if right runs meanwhile
      order.push(name);
      if (name === 'right') rightIsDone();
    });
    return done;
  });

  expect(order).toEqual(['right', 'left', 'join']);
  expect(ends).toEqual({ left: 'done', right: 'done', join: 'done' });
});

test('a step begins as soon as it may, wherever it is written', async () => {
  const told = Promise.withResolvers<void>();

  const ends = await run({ early: { needs: ['check'] }, check: {}, long: {} }, function* (name) {
    if (name === 'early') yield* step(name, async () => told.resolve());
    if (name === 'long') yield* step(name, () => told.promise); // ends only if early runs meanwhile
    return done;
  });

  expect(ends).toEqual({ early: 'done', check: 'done', long: 'done' });
});

test('what depends on a failure does not run, the rest does', async () => {
  const ends = await run({ find: {}, change: { needs: ['find'] }, note: {} }, function* (name) {
    if (name === 'find') return { state: 'failed', why: 'not there', definite: true };
    return yield* works(name);
  });

  expect(ends).toEqual({ find: 'failed', change: 'not-run', note: 'done' });
});

test('a fallback takes over after a definite failure and stands in for the step', async () => {
  const nodes = { fast: { fallback: 'slow' }, slow: {}, after: { needs: ['fast'] } };

  const ends = await run(nodes, function* (name) {
    if (name === 'fast') return { state: 'failed', why: 'refused', definite: true };
    return yield* works(name);
  });

  expect(ends).toEqual({ fast: 'failed', slow: 'done', after: 'done' });
});

test('what did not work is not made good by a fallback that was passed over', async () => {
  const nodes = { fast: { fallback: 'slow' }, slow: {}, after: { needs: ['fast'] } };

  const ends = await run(nodes, function* (name) {
    if (name === 'fast') return { state: 'failed', why: 'refused', definite: true };
    if (name === 'slow') return { state: 'passed-over' };
    return yield* works(name);
  });

  expect(ends).toEqual({ fast: 'failed', slow: 'passed-over', after: 'not-run' });
});

test('a fallback never runs when nobody knows whether the step happened', async () => {
  const nodes = { fast: { fallback: 'slow' }, slow: {}, after: { needs: ['fast'] } };

  const ends = await run(nodes, function* (name) {
    if (name === 'fast') return { state: 'failed', why: 'no answer', definite: false };
    return yield* works(name);
  });

  expect(ends).toEqual({ fast: 'failed', slow: 'not-run', after: 'not-run' });
});

test('a fallback does not run when it is not needed', async () => {
  const ends = await run({ fast: { fallback: 'slow' }, slow: {} }, works);

  expect(ends).toEqual({ fast: 'done', slow: 'not-run' });
});

test('a step that is passed over lets its dependants go on', async () => {
  const ends = await run({ maybe: {}, after: { needs: ['maybe'] } }, function* (name) {
    if (name === 'maybe') return { state: 'passed-over' };
    return yield* works(name);
  });

  expect(ends).toEqual({ maybe: 'passed-over', after: 'done' });
});

test('a decision against it stops what depends on it', async () => {
  const ends = await run(
    { approve: {}, reset: { needs: ['approve'] }, deliver: { needs: ['reset'] } },
    function* (name) {
      if (name === 'approve') return { state: 'stopped', outcome: 'denied', why: 'no' };
      return yield* works(name);
    },
  );

  expect(ends).toEqual({ approve: 'stopped', reset: 'not-run', deliver: 'not-run' });
});

test('a step that throws before it did anything has failed', async () => {
  // biome-ignore lint/correctness/useYield: it throws before its first move
  const ends = await run({ broken: {} }, function* () {
    throw new Error('nothing is known for ${inputs.user}');
  });

  expect(ends).toEqual({ broken: 'failed' });
});

test('a circle is noticed at run time', async () => {
  const circle = run({ start: {}, one: { needs: ['start', 'two'] }, two: { needs: ['one'] } }, works);

  await expect(circle).rejects.toThrow('Circular dependency detected');
});

test('steps of several moves side by side find their own answers again after a restart', async () => {
  const journals: MemoryJournals = new Map();
  const done: string[] = [];
  const first = createMemoryRuns<null>(async (durable) => {
    await runGraph(durable, twoTalkers(), (name) => talk(name, done));
  }, journals);
  await first.start('run', null);
  await inMemoryTransaction((transaction) => first.tell('run', 'slow', 'hello', transaction));
  await expect.poll(() => done).toContain('slow thanks');
  await first.stop();

  const again: string[] = [];
  const second = createMemoryRuns<null>(async (durable) => {
    await runGraph(durable, twoTalkers(), (name) => talk(name, again));
  }, journals);
  await inMemoryTransaction((transaction) => second.tell('run', 'quick', 'hello', transaction));
  await second.settled('run');

  expect(done).toEqual(['quick asks', 'slow asks', 'slow thanks']);
  expect(again).toEqual(['quick thanks']);
});

function twoTalkers(): ReadonlyMap<string, GraphNode> {
  return new Map([
    ['quick', { needs: [] }],
    ['slow', { needs: [] }],
  ]);
}

function* talk(name: string, said: string[]): Moves<NodeEnd> {
  yield* step(`${name} asks`, async () => void said.push(`${name} asks`));
  yield* wait(name, '1h');
  yield* step(`${name} thanks`, async () => void said.push(`${name} thanks`));
  return done;
}
