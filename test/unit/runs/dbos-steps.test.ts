import { expect, test } from 'vitest';
import { createSteps } from '../../../src/runs/dbos-steps.ts';

test('a stop waits until what was done is written down, and begins nothing more', async () => {
  const steps = createSteps();
  const written = Promise.withResolvers<void>();
  const log: string[] = [];
  const journalled = async <T>(work: () => Promise<T>): Promise<T> => {
    const answer = await work();
    await written.promise;
    log.push('written');
    return answer;
  };

  const told = steps.perform(async () => log.push('told'), journalled);
  const stopped = steps.stop().then(() => log.push('stopped'));
  void steps.perform(async () => log.push('begun too late'), journalled);
  written.resolve();
  await Promise.all([told, stopped]);

  expect(log).toEqual(['told', 'written', 'stopped']);
});

test('a step that the database keeps from its end keeps nobody from stopping', async () => {
  const steps = createSteps();
  const tries: string[] = [];
  const away = async () => {
    tries.push('tried');
    throw new Error('Connection terminated unexpectedly');
  };

  const answered = steps
    .perform(away, (work) => work())
    .then(
      () => 'answered',
      () => 'failed',
    );
  await steps.stop();

  expect(await Promise.race([answered, Promise.resolve('left to the next life')])).toBe('left to the next life');
  expect(tries.length).toBeGreaterThan(0);
});

test('what fails otherwise fails', async () => {
  const steps = createSteps();
  const wrong = () => Promise.reject(new Error('It can not be'));

  await expect(steps.perform(wrong, (work) => work())).rejects.toThrow('It can not be');
  await steps.stop();
});
