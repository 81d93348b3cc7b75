import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Wanted } from '../../../fakes/teams/authority.ts';
import { fabrikam } from '../../../fakes/teams/cast.ts';
import { setTeamsStage, type TeamsStage } from './stage.ts';

let stage: TeamsStage;

beforeAll(async () => {
  stage = await setTeamsStage();
});

afterAll(() => stage.stop());
afterEach(() => {
  vi.restoreAllMocks();
});

const json = { 'content-type': 'application/json' };

/** A token that differs from a right one in one way. */
async function token(difference: Partial<Wanted> = {}): Promise<string> {
  const { chat } = stage;
  return chat.authority.token({ audience: chat.settings.appId ?? '', serviceUrl: chat.service.url, ...difference });
}

async function expectRefused(response: Response): Promise<void> {
  expect(response.status).toBe(401);
  expect(await response.text()).toBe('');
  expect(stage.ears.heard).toEqual([]);
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
  ['no header', async () => undefined],
  ['an empty header', async () => ''],
  ['garbage', async () => 'Bearer garbage'],
  ['a token without its scheme', async () => token()],
  ['another scheme', async () => `Basic ${await token()}`],
  ['two tokens', async () => `Bearer ${await token()} ${await token()}`],
  ['another audience', async () => `Bearer ${await token({ audience: '00000000-0000-4000-8000-00000000beef' })}`],
  ['another issuer', async () => `Bearer ${await token({ issuer: 'https://sts.windows.net/contoso/' })}`],
  ['an expired token', async () => `Bearer ${await token({ expiresInSeconds: -301 })}`],
  ['a token that is not valid yet', async () => `Bearer ${await token({ claims: { nbf: inSeconds(900) } })}`],
  ['a token without an expiry', async () => `Bearer ${await token({ expiresInSeconds: 'never' })}`],
  ['an unknown key', async () => `Bearer ${await token({ kid: 'unknown' })}`],
  ['a stranger who signs with the name of a known key', async () => `Bearer ${await token({ signedBy: 'stranger' })}`],
  ['a key that vouches for another channel', async () => `Bearer ${await token({ kid: 'webchat' })}`],
  ['a key that vouches for no channel', async () => `Bearer ${await token({ kid: 'unendorsed' })}`],
  [
    'a token for another service',
    async () => `Bearer ${await token({ serviceUrl: 'https://smba.trafficmanager.net/' })}`,
  ],
  ['a token for no service', async () => `Bearer ${await token({ serviceUrl: '' })}`],
  ['another algorithm', async () => `Bearer ${await token({ algorithm: 'RS512' })}`],
  ['no signature at all', async () => `Bearer ${unsigned(await token(), 'none')}`],
  ['a signature with a shared secret', async () => `Bearer ${unsigned(await token(), 'HS256')}`],
  ['a changed claim', async () => `Bearer ${changed(await token())}`],
] satisfies [string, () => Promise<string | undefined>][])('%s is refused', async (_, header) => {
  const printed = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'log')];
  const authorization = await header();

  const response = await stage.send(JSON.stringify(stage.messageFrom('ada')), {
    ...json,
    ...(authorization !== undefined && { authorization }),
  });

  await expectRefused(response);
  for (const print of printed) expect(print).not.toHaveBeenCalled();
});

test.each([
  ['no service', { serviceUrl: undefined }],
  ['a service that is no text', { serviceUrl: 5 }],
  ['another channel', { channelId: 'webchat' }],
  ['the emulator', { channelId: 'emulator' }],
  ['Azure’s own endpoint', { channelId: 'AseChannel' }],
  ['no channel', { channelId: undefined }],
  ['no tenant', { channelData: {}, conversation: { id: 'a:1' } }],
  ['a tenant nobody let in', { channelData: { tenant: { id: fabrikam } }, conversation: { id: 'a:1' } }],
  ['another tenant in one place and ours in the other', { channelData: { tenant: { id: fabrikam } } }],
  ['our tenant in one place and another in the other', { conversation: { id: 'a:1', tenantId: fabrikam } }],
  ['an empty tenant', { channelData: { tenant: { id: '' } }, conversation: { id: 'a:1' } }],
  ['no conversation', { conversation: undefined }],
] satisfies [string, object][])('a right token with %s in the body is refused', async (_, difference) => {
  const response = await stage.send(JSON.stringify({ ...stage.messageFrom('ada'), ...difference }), {
    ...json,
    authorization: await stage.goodToken(),
  });

  await expectRefused(response);
});

test.each(['[]', 'null', '"hello"', '17', '{}'])('a right token with %s for a body is refused', async (body) => {
  await expectRefused(await stage.send(body, { ...json, authorization: await stage.goodToken() }));
});

test('a token that is right and names a host we do not know is refused', async () => {
  const serviceUrl = 'https://harvest.example/';
  const authorization = `Bearer ${await token({ serviceUrl })}`;

  const response = await stage.send(JSON.stringify({ ...stage.messageFrom('ada'), serviceUrl }), {
    ...json,
    authorization,
  });

  await expectRefused(response);
});

test('the body of a caller without a right token is not even read', async () => {
  const response = await stage.send('{ this is not JSON', { ...json, authorization: 'Bearer a.b.c' });

  await expectRefused(response);
});

test('whoever is refused can read the reason in the log only, and the log does not hold the token', async () => {
  const authorization = `Bearer ${await token({ expiresInSeconds: -3_600 })}`;

  await stage.send(JSON.stringify(stage.messageFrom('ada')), { ...json, authorization });

  expect(stage.logged.at(-1)).toEqual(['teams.token.refused', '{"reason":"ERR_JWT_EXPIRED"}']);
  expect(JSON.stringify(stage.logged)).not.toContain(authorization.split('.')[1]);
});

test('a clock that is four minutes off does no harm', async () => {
  const other = await setTeamsStage();
  const { chat } = other;
  const late = await chat.authority.token({
    audience: chat.settings.appId ?? '',
    serviceUrl: chat.service.url,
    expiresInSeconds: -240,
  });

  const response = await other.send(JSON.stringify(other.messageFrom('ada')), {
    ...json,
    authorization: `Bearer ${late}`,
  });

  expect(response.status).toBe(200);
  expect(other.ears.heard).toHaveLength(1);
  await other.stop();
});

test('while the keys can not be fetched nobody comes in, and afterwards they do', async () => {
  const other = await setTeamsStage();
  const deliver = async () =>
    other.send(JSON.stringify(other.messageFrom('ada')), { ...json, authorization: await other.goodToken() });
  other.chat.authority.goDown();

  const response = await deliver();
  other.chat.authority.comeBack();

  expect(response.status).toBe(401);
  expect(await response.text()).toBe('');
  expect(other.logged.map(([event]) => event)).toEqual(['teams.keys.unreachable']);
  expect((await deliver()).status).toBe(200);
  await other.stop();
});

test('a service over plain HTTP is refused where others can reach the bot', async () => {
  const other = await setTeamsStage({ loopback: false });

  const response = await other.send(JSON.stringify(other.messageFrom('ada')), {
    ...json,
    authorization: await other.goodToken(),
  });

  expect(response.status).toBe(401);
  expect(other.ears.heard).toEqual([]);
  await other.stop();
});

function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1_000) + seconds;
}

/** The same claims under another algorithm, signed with what an attacker has: nothing, or the public parts. */
function unsigned(real: string, alg: 'none' | 'HS256'): string {
  const [, claims = ''] = real.split('.');
  const head = `${part({ alg, typ: 'JWT', kid: 'msteams' })}.${claims}`;
  const mac = createHmac('sha256', 'public').update(head).digest('base64url');
  return `${head}.${alg === 'none' ? 'AA' : mac}`;
}

function changed(real: string): string {
  const [head = '', claims = '', signature = ''] = real.split('.');
  const told: object = JSON.parse(Buffer.from(claims, 'base64url').toString());
  return `${head}.${part({ ...told, exp: inSeconds(86_400) })}.${signature}`;
}
