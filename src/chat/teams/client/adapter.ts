import {
  type Activity as BotActivity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  TeamsInfo,
} from 'botbuilder';
import { ChatError } from '../../platform.ts';
import { Activity, type Reference, type Service } from '../activity.ts';
import type { RenderedMessage } from '../render.ts';
import type { ServiceHosts } from '../service-hosts.ts';
import type { TeamsSettings } from '../settings.ts';
import { createTransport } from './transport.ts';

/** botbuilder, and the only file that knows it. */
export interface TeamsAdapter {
  /** Runs a turn for an activity that strict authentication has let in. */
  turn(activity: unknown, work: (activity: Activity) => Promise<void>): Promise<void>;
  say(to: Reference, message: RenderedMessage): Promise<string>;
  rewrite(where: Reference, id: string, message: RenderedMessage): Promise<void>;
  /** What Teams says of one member of a conversation, as it says it. */
  member(where: Reference, id: string): Promise<unknown>;
  /** Opens a chat with one person and returns its id; Teams gives the same one every time. */
  open(service: Service, to: { readonly tenantId: string; readonly member: string }): Promise<string>;
}

interface Parts {
  readonly settings: TeamsSettings;
  readonly hosts: ServiceHosts;
  /** Instead of a token from Entra. */
  readonly bearer?: () => Promise<string>;
}

export function createAdapter({ settings, hosts, bearer }: Parts): TeamsAdapter {
  const appId = settings.appId ?? '';
  const credentials = bearer ? fixedCredentials(appId, bearer) : entraCredentials(settings);
  const authentication = new ConfigurationBotFrameworkAuthentication({}, credentials, undefined, undefined, {
    httpClient: createTransport(hosts),
  });
  const adapter = new TrustedAdapter(authentication);

  return {
    async turn(body, work) {
      if (!isActivity(body)) throw new TypeError('This is not an activity');
      await adapter.turn(appId, body, () => work(Activity.parse(body)));
    },
    async say(to, message) {
      let id: string | undefined;
      await adapter
        .continueConversationAsync(appId, forBotbuilder(to), async (context) => {
          id = (await context.sendActivity({ ...message }))?.id;
        })
        .catch(asChatError);
      return given(id);
    },
    async rewrite(where, id, message) {
      await adapter
        .continueConversationAsync(appId, forBotbuilder(where), async (context) => {
          await context.updateActivity({ ...message, id });
        })
        .catch(asChatError);
    },
    async member(where, id) {
      let member: unknown;
      await adapter
        .continueConversationAsync(appId, forBotbuilder(where), async (context) => {
          member = await TeamsInfo.getMember(context, id);
        })
        .catch(asChatError);
      return member;
    },
    async open({ serviceUrl, bot }, { tenantId, member }) {
      let id: string | undefined;
      const conversation = {
        isGroup: false,
        bot,
        members: [{ id: member, name: '' }],
        tenantId,
        channelData: { tenant: { id: tenantId } },
      };
      await adapter
        .createConversationAsync(appId, 'msteams', serviceUrl, audience, conversation, async ({ activity }) => {
          id = activity.conversation.id;
        })
        .catch(asChatError);
      return given(id);
    },
  };
}

const audience = 'https://api.botframework.com';

/** botbuilder would check the token itself and print keys and stacks when it is wrong. Ours was checked before the body was read. */
class TrustedAdapter extends CloudAdapter {
  async turn(appId: string, activity: BotActivity, work: () => Promise<void>): Promise<void> {
    const claimsIdentity = this.createClaimsIdentity(appId);
    const connectorFactory = this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity);
    await this.processActivity({ audience, claimsIdentity, connectorFactory }, activity, work);
  }
}

function isActivity(body: unknown): body is BotActivity {
  return Activity.safeParse(body).success;
}

function forBotbuilder({ serviceUrl, bot, conversation }: Reference) {
  return {
    channelId: 'msteams',
    serviceUrl,
    bot,
    conversation: { ...conversation, isGroup: conversation.conversationType !== 'personal', name: '' },
  };
}

function entraCredentials({ appId, appPassword, tenantId, appType }: TeamsSettings) {
  if (!appId) return new ConfigurationServiceClientCredentialFactory();
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    MicrosoftAppType: appType,
    ...(appPassword && { MicrosoftAppPassword: appPassword }),
    ...(tenantId && { MicrosoftAppTenantId: tenantId }),
  });
}

type Credentials = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1];

function fixedCredentials(appId: string, bearer: () => Promise<string>): Credentials {
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      async signRequest(request) {
        request.headers.set('authorization', `Bearer ${await bearer()}`);
        return request;
      },
    }),
  };
}

/** What the transport has not named yet: Entra gave no token. */
function asChatError(cause: unknown): never {
  if (cause instanceof ChatError) throw cause;
  throw new ChatError('The bot got no token to write to Teams. Check TEAMS_APP_ID and TEAMS_APP_PASSWORD.', {
    passing: true,
    cause,
  });
}

function given(id: string | undefined): string {
  if (id) return id;
  throw new ChatError('Teams took it, but did not say where it is.', { passing: false });
}
