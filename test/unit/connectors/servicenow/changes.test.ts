import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const change = { title: 'Replace the switch', description: 'It loses connections.', type: 'emergency' };
const plan = { plannedStart: '2026-12-01T18:00:00Z', plannedEnd: '2026-12-01T21:30:00Z' };

test('a change is asked for with its times in UTC, and its texts stay out of the address', async () => {
  const { instance, run, sent } = stage.open('asks');

  const answer = await run('createChangeRequest', { ...change, ...plan, reference: 'T-8' });

  expect(answer).toMatchObject({ state: 'new', notTaken: [] });
  expect(sent()).toContain('POST /api/sn_chg_rest/change');
  expect(stage.lab.requests().find(({ path }) => path.endsWith('/change'))?.query.size).toBe(0);
  expect(instance.records.change_request).toEqual([
    expect.objectContaining({
      number: answer.number,
      type: 'emergency',
      short_description: 'Replace the switch',
      start_date: '2026-12-01 18:00:00',
      end_date: '2026-12-01 21:30:00',
      correlation_display: 'MSP Command Center T-8',
    }),
  ]);
});

test('what the API ignored or set otherwise is said', async () => {
  const { instance, run } = stage.open('ignores');
  for (const field of ['end_date', 'description']) instance.rules.revert.add(field);

  const answer = await run('createChangeRequest', { ...change, ...plan });

  expect(answer.notTaken).toEqual(['plannedEnd', 'description']);
});

test('it is found again by its call, and another call never finds it', async () => {
  const { run, find } = stage.open('finds');

  expect(await find('createChangeRequest', change, 'call-1')).toBe('absent');
  const answer = await run('createChangeRequest', change, 'call-1');

  expect(await find('createChangeRequest', change, 'call-1')).toEqual(answer);
  expect(await find('createChangeRequest', change, 'call-2')).toBe('absent');
});

test('an account without the role is told which one', async () => {
  const { instance, run } = stage.open('roleless');
  instance.account.roles.clear();

  await expect(run('createChangeRequest', change)).rejects.toMatchObject({
    kind: 'forbidden',
    remedy: expect.stringContaining('sn_change_write'),
    definite: true,
  });
});

test('an instance without the plugin is told which one', async () => {
  const { instance, run } = stage.open('pluginless');
  instance.rules.hasChangePlugin = false;

  await expect(run('createChangeRequest', change)).rejects.toMatchObject({
    kind: 'invalid',
    remedy: expect.stringContaining('com.snc.change_management.rest.api'),
  });
});
