import { expect, test } from 'vitest';
import { beginProgress, followProgress, isWorthWatching } from '../../../src/desk/progress.ts';
import type { Workflow } from '../../../src/domain/workflow.ts';
import type { NodeEnd } from '../../../src/runs/graph.ts';
import { audienceOn, createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const steps: Workflow['steps'] = {
  find: { operation: 'graph.getUser', with: {} },
  check: { require: { value: '${steps.find.enabled}', equals: true }, otherwise: 'It is switched off.' },
  ask: { approve: { steps: ['find'] } },
};
const done: NodeEnd = { state: 'done', output: {} };

async function begun() {
  const slack = createChat('slack');
  const parts = audienceOn([slack]);
  const run = aRun(steps);
  const ref = await beginProgress(run, parts);
  return { slack, progress: followProgress(run, ref, parts), shown: () => slack.read('help') };
}

test('one message follows the run, and says what everybody waits for', async () => {
  const { progress, shown } = await begun();
  expect(shown()).toEqual(['Reset a password: 0 of 2 steps done.']);

  progress.show(['ask'], new Map([['find', done]]), 'Waiting for approval by Sam.');

  await expect.poll(shown).toEqual(['Reset a password: 1 of 2 steps done. Waiting for approval by Sam.']);
});

test('the last state stands when it is finished, whatever is still on its way', async () => {
  const { progress, shown } = await begun();
  progress.show(['find'], new Map());
  progress.show(['ask'], new Map([['find', done]]));

  await progress.finish(
    new Map([
      ['find', done],
      ['ask', done],
    ]),
  );

  expect(shown()).toEqual(['Reset a password: 2 of 2 steps done.']);
});

test('a message that can not be rewritten stops nothing', async () => {
  const { slack, progress, shown } = await begun();
  slack.refuse(1, false);

  await progress.finish(new Map([['find', done]]));

  expect(shown()).toEqual(['Reset a password: 0 of 2 steps done.']);
});

test('where there is no message, nothing is shown', async () => {
  const slack = createChat('slack');
  const progress = followProgress(aRun(steps), null, audienceOn([slack]));

  await progress.finish(new Map());

  expect(slack.read('help')).toEqual([]);
});

test('only what waits for an approval is worth watching', () => {
  const chat = audienceOn([createChat('slack')]);

  expect(isWorthWatching(aRun(steps), chat)).toBe(true);
  expect(isWorthWatching(aRun({ tell: { notify: 'technicians', text: 'Hello' } }), chat)).toBe(false);
});

test("nothing is watched in a help desk's ticket, where no message can change", () => {
  const { platform, ...rest } = createChat('slack');
  const helpDesk = { ...rest, platform: { ...platform, isInteractive: false } };

  expect(isWorthWatching(aRun(steps), audienceOn([helpDesk]))).toBe(false);
});
