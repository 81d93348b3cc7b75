import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Connection, hostOf } from '../../../../src/connectors/servicenow/connection.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const kinds = ['basic', 'apiKey', 'client-credentials', 'refresh-token'] as const;

test.each(kinds)('%s opens the instance', async (kind) => {
  const { instance, run } = stage.open(`by-${kind.toLowerCase()}`, { kind });
  const { number } = instance.addIncident();

  expect(await run('findIncident', { incident: number })).toMatchObject({ number });
});

test.each(kinds)(
  'a wrong credential of %s ends after at most one more try, and is never in the error',
  async (kind) => {
    const { credentials, run, sent } = stage.open(`wrong-${kind.toLowerCase()}`, { kind });
    for (const reference of Object.keys(credentials)) credentials[reference] = 'hunter2-wrong';

    const refused = await run('findIncident', { incident: 'INC0010001' }).catch((error) => error);

    expect(refused).toMatchObject({ kind: 'unauthorized', definite: true });
    expect(JSON.stringify([refused.message, refused.remedy])).not.toContain('hunter2');
    expect(sent().length).toBeLessThanOrEqual(2);
  },
);

describe('tokens', () => {
  test('one is fetched for many calls, and a new one when it has ended', async () => {
    const { instance, run, sent } = stage.open('tokens');
    const { number } = instance.addIncident();
    const look = () => run('findIncident', { incident: number });

    await Promise.all([look(), look(), look()]);
    expect(sent().filter((request) => request.includes('oauth'))).toHaveLength(1);

    stage.clock.now = new Date(stage.clock.now.getTime() + 31 * 60_000);
    await look();
    expect(sent().filter((request) => request.includes('oauth'))).toHaveLength(1);
  });

  test('one that the instance forgot is fetched anew, once', async () => {
    const { instance, run, sent } = stage.open('forgets');
    const { number } = instance.addIncident();
    await run('findIncident', { incident: number });
    instance.tokens.clear();
    sent();

    expect(await run('findIncident', { incident: number })).toMatchObject({ number });
    expect(sent()).toEqual(['GET /api/now/table/incident', 'POST /oauth_token.do', 'GET /api/now/table/incident']);
  });
});

test('a rotated credential is used without a restart', async () => {
  const { instance, credentials, run } = stage.open('rotates', { kind: 'basic' });
  const { number } = instance.addIncident();
  await run('findIncident', { incident: number });

  instance.account.password = 'a new one';
  for (const reference of Object.keys(credentials)) credentials[reference] = 'a new one';

  expect(await run('findIncident', { incident: number })).toMatchObject({ number });
});

test('a sleeping instance is not reachable, and says how to wake it', async () => {
  const { instance, run } = stage.open('sleeps', { kind: 'basic' });
  instance.rules.hibernates = true;

  await expect(run('findIncident', { incident: 'INC0010001' })).rejects.toMatchObject({
    kind: 'unavailable',
    definite: true,
    message: 'ServiceNow: Not reachable (the instance is hibernating).',
    remedy: expect.stringContaining('wake'),
  });
});

test('a change that may have been made before the instance fell asleep stays in doubt', async () => {
  const { instance, run } = stage.open('nods', { kind: 'basic' });
  const { number } = instance.addIncident();
  stage.lab.fail({ method: 'PATCH' }, { carriedOut: true, how: 'reset' });
  const asleep = { status: 200, headers: { 'content-type': 'text/html' }, body: 'Instance Hibernating page' };
  stage.lab.fail({ method: 'PATCH' }, { how: { instead: asleep } });

  await expect(run('updateIncident', { incident: number, urgency: 'high' })).rejects.toMatchObject({
    kind: 'unavailable',
    definite: false,
  });
  expect(instance.incident(String(number))?.urgency).toBe('1');
});

test('too many requests are told as such, with what helps', async () => {
  const { instance, run } = stage.open('busy', { kind: 'basic' });
  instance.rules.left = 0;

  await expect(run('findIncident', { incident: 'INC0010001' })).rejects.toMatchObject({
    kind: 'rateLimited',
    remedy: expect.stringContaining('sys_rate_limit_rules'),
  });
});

describe('where a connection leads', () => {
  const authentication = { kind: 'apiKey', key: 'env:KEY' };

  test.each([
    ['commercial', 'contoso.service-now.com'],
    ['government', 'contoso.servicenowservices.com'],
  ])('%s instances are hosts of the vendor', (cloud, host) => {
    expect(hostOf(Connection.parse({ instance: 'contoso', cloud, authentication }))).toBe(host);
  });

  test.each(['evil.com/#', 'contoso.service-now.com', 'a@b', 'a:443', 'A', '', 'x'.repeat(41), 'localhost\n'])(
    'no other host can be written: %j',
    (instance) => {
      expect(Connection.safeParse({ instance, authentication }).success).toBe(false);
    },
  );

  test.each([
    { kind: 'basic', user: 'desk', password: 'hunter2' },
    { kind: 'basic', user: 'desk:x', password: 'env:P' },
    { kind: 'oauth', clientId: 'x', secret: 'env:S' },
    { kind: 'oauth', clientId: 'x', secret: 'env:S', grant: 'refresh-token' },
    { kind: 'oauth', clientId: 'x', secret: 'env:S', grant: 'client-credentials', refreshToken: 'env:R' },
    { kind: 'apiKey', key: 'env:K', user: 'desk' },
  ])('a way in that is not whole, or holds the secret itself, is refused: %j', (authentication) => {
    expect(Connection.safeParse({ instance: 'contoso', authentication }).success).toBe(false);
  });
});
