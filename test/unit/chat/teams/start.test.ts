import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTeams } from '../../../../src/chat/teams/connect.ts';
import type { TeamsSettings } from '../../../../src/chat/teams/settings.ts';
import { noLog } from '../../../../src/lib/log.ts';
import { createMemory, createWritingEars } from '../../../fakes/ears.ts';
import { cast, contoso, fabrikam } from '../../../fakes/teams/cast.ts';
import { setTeamsStage, type TeamsStage } from './stage.ts';

const withoutAppId: TeamsSettings = {
  appType: 'SingleTenant',
  allowedTenants: [contoso],
  serviceHosts: ['smba.trafficmanager.net'],
  development: false,
};

function connect(settings: TeamsSettings, loopback: boolean) {
  return createTeams({ settings, ears: createWritingEars(), memory: createMemory(), log: noLog, loopback });
}

test.each([
  ['for production', { ...withoutAppId, development: false }, true],
  ['for development, where others can reach the bot', { ...withoutAppId, development: true }, false],
  ['with an empty app id', { ...withoutAppId, appId: '' }, true],
] satisfies [string, TeamsSettings, boolean][])(
  '%s, Teams does not start without an app id',
  (_, settings, loopback) => {
    expect(() => connect(settings, loopback)).toThrow(/Set TEAMS_APP_ID/);
  },
);

describe('for development on this machine, without an app id', () => {
  const json = { 'content-type': 'application/json' };
  let stage: TeamsStage;

  beforeEach(async () => {
    stage = await setTeamsStage({ settings: { appId: '' } });
  });

  afterEach(() => stage.stop());

  test('messages are taken without a token', async () => {
    const response = await stage.send(JSON.stringify(stage.messageFrom('ada')), json);

    expect(response.status).toBe(200);
    expect((await stage.ears.said(1))[0]?.from.user).toBe(cast.ada.objectId);
  });

  test.each([
    ['a tenant nobody let in', { channelData: { tenant: { id: fabrikam } }, conversation: { id: 'a:1' } }],
    ['a service elsewhere', { serviceUrl: 'http://192.168.1.1/' }],
    ['another channel', { channelId: 'emulator' }],
  ])('%s is refused all the same', async (_, difference) => {
    const response = await stage.send(JSON.stringify({ ...stage.messageFrom('ada'), ...difference }), json);

    expect(response.status).toBe(401);
    expect(stage.ears.heard).toEqual([]);
  });
});
