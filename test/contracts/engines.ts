import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Program, Runs, Transaction } from '../../src/runs/port.ts';

/** One engine and what outlives it. Starting again is what happens after a crash. */
export interface TestEngine {
  start(program: Program<string>): Promise<Runs<string>>;
  /** A transaction to tell something in. */
  inTransaction(work: (transaction: Transaction) => Promise<void>): Promise<void>;
  end(): Promise<void>;
}

/** What every engine owes to the desk. */
export function engineContract(name: string, create: () => Promise<TestEngine>): void {
  describe(`the engine ${name}`, () => {
    let engine: TestEngine;
    let runs: Runs<string>;
    let diary: string[];

    beforeEach(async () => {
      engine = await create();
      diary = [];
    });
    afterEach(async () => {
      await runs.stop();
      await engine.end();
    });

    const tell = (runId: string, topic: string, message: unknown) =>
      engine.inTransaction((transaction) => runs.tell(runId, topic, message, transaction));
    const written = (entry: string) => expect.poll(() => diary, { timeout: 10_000 }).toContain(entry);

    test('runs a program with its input', async () => {
      runs = await engine.start(async ({ runId }, input) => void diary.push(`${runId} got ${input}`));

      await runs.start('one', 'a ticket');

      await written('one got a ticket');
    });

    test('starts the same run only once', async () => {
      runs = await engine.start(async ({ step }, input) => void diary.push(await step('work', async () => input)));

      await Promise.all([runs.start('one', 'first'), runs.start('one', 'second')]);
      await runs.start('two', 'other');
      await written('other');

      expect(diary.filter((entry) => entry !== 'other')).toHaveLength(1);
    });

    test('remembers what a step answered and does not do it again', async () => {
      const program: Program<string> = async ({ step, wait }) => {
        const answer = await step('work', async () => {
          diary.push('worked');
          return { of: 'work' };
        });
        await wait('go', '1h');
        diary.push(`went on with the answer ${answer.of}`);
      };
      runs = await engine.start(program);
      await runs.start('one', '');
      await written('worked');
      await runs.stop();

      runs = await engine.start(program);
      await tell('one', 'go', true);

      await written('went on with the answer work');
      expect(diary.filter((entry) => entry === 'worked')).toHaveLength(1);
    });

    test('remembers an error with its own fields', async () => {
      runs = await engine.start(async ({ step }) => {
        try {
          await step('work', async () => {
            throw Object.assign(new Error('refused'), { definite: true, remedy: 'ask Sam' });
          });
        } catch (error) {
          const { message, definite, remedy } = error as Error & Record<string, unknown>;
          diary.push(`${message} ${definite} ${remedy}`);
        }
      });

      await runs.start('one', '');

      await written('refused true ask Sam');
    });

    test('delivers a message that came before anybody waited for it', async () => {
      const told = Promise.withResolvers<void>();
      runs = await engine.start(async ({ step, wait }) => {
        await step('slow', () => told.promise);
        diary.push(`heard ${await wait('news', '1h')}`);
      });
      await runs.start('one', '');
      await tell('one', 'news', 'good');
      told.resolve();

      await written('heard good');
    });

    test('delivers the first message of a topic and no second one', async () => {
      runs = await engine.start(async ({ wait }) => {
        diary.push(`first ${await wait('news', '1h')}`);
        diary.push(`then ${await wait('news', '500ms')}`);
      });
      await runs.start('one', '');

      await tell('one', 'news', 'yes');
      await tell('one', 'news', 'no');

      await written('then null');
      expect(diary).toContain('first yes');
    });

    test('tells nothing when the transaction fails', async () => {
      runs = await engine.start(async ({ wait }) => void diary.push(`heard ${await wait('news', '500ms')}`));
      await runs.start('one', '');

      const failed = engine.inTransaction(async (transaction) => {
        await runs.tell('one', 'news', 'wrong', transaction);
        throw new Error('the desk thought better of it');
      });

      await expect(failed).rejects.toThrow('thought better');
      await written('heard null');
    });

    test('stops waiting in time, and says so', async () => {
      runs = await engine.start(async ({ wait }) => void diary.push(`heard ${await wait('nothing', '300ms')}`));

      await runs.start('one', '');

      await written('heard null');
    });

    test('says which of several ended first, also when it failed', async () => {
      runs = await engine.start(async ({ step, wait, first }) => {
        const late = wait('never', '5s');
        const failing = step('fails', async () => {
          throw new Error('refused');
        });
        failing.catch(() => {});
        diary.push(
          `first ${await first(
            new Map([
              ['late', late],
              ['failing', failing],
            ]),
          )}`,
        );
      });

      await runs.start('one', '');

      await written('first failing');
    });
  });
}
