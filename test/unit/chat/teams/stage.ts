import type { ChatMemory } from '../../../../src/chat/connection.ts';
import type { Ears } from '../../../../src/chat/ears.ts';
import type { ChatPlatform } from '../../../../src/chat/platform.ts';
import { type Authority, createTeams } from '../../../../src/chat/teams/connect.ts';
import type { TeamsSettings } from '../../../../src/chat/teams/settings.ts';
import type { Log } from '../../../../src/lib/log.ts';
import type { Actor } from '../../../fakes/chat.ts';
import { createMemory, createWritingEars, type WritingEars } from '../../../fakes/ears.ts';
import { listen } from '../../../fakes/http.ts';
import { message } from '../../../fakes/teams/activities.ts';
import { startTeams, type TeamsChat } from '../../../fakes/teams.ts';

/** Teams with the bot in it, a desk that only writes down, and a log that can be read. */
export interface TeamsStage {
  readonly chat: TeamsChat;
  readonly ears: WritingEars;
  readonly platform: ChatPlatform;
  readonly memory: ChatMemory;
  /** The names of what was logged, and every field of it. */
  readonly logged: readonly (readonly [event: string, fields: string])[];
  /** Sends whatever you like to where Teams delivers. */
  send(body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>>): Promise<Response>;
  /** A header with a token that is right. */
  goodToken(): Promise<string>;
  /** What Teams would deliver if this person wrote to the bot alone. */
  messageFrom(who: Actor, text?: string): object;
  stop(): Promise<void>;
}

interface Differences {
  readonly settings?: Partial<TeamsSettings>;
  readonly authority?: Partial<Authority>;
  readonly answer?: Ears['answer'];
  readonly loopback?: boolean;
}

export async function setTeamsStage({
  settings,
  authority,
  answer,
  loopback = true,
}: Differences = {}): Promise<TeamsStage> {
  const chat = await startTeams();
  const ears = createWritingEars();
  const memory = createMemory();
  const logged: (readonly [string, string])[] = [];
  const write: Log['info'] = (event, fields) => logged.push([event, JSON.stringify(fields)]);
  const connection = createTeams({
    settings: { ...chat.settings, ...settings },
    ears: answer ? { accept: ears.accept, answer } : ears,
    memory,
    log: { info: write, warn: write, error: write },
    loopback,
    authority: { issuer: chat.authority.issuer, bearer: async () => chat.bearer, ...authority },
  });
  const server = await listen(connection);
  chat.deliverTo(server.origin);
  await connection.start();

  return {
    chat,
    ears,
    platform: connection.platform,
    memory,
    logged,
    send: (body, headers) => fetch(`${server.origin}/api/messages`, { method: 'POST', headers, body }),
    async goodToken() {
      const token = await chat.authority.token({ audience: chat.settings.appId ?? '', serviceUrl: chat.service.url });
      return `Bearer ${token}`;
    },
    messageFrom: (who, text = 'my printer is broken') =>
      message({ who, conversation: chat.service.personal(who), serviceUrl: chat.service.url }, text),
    async stop() {
      await connection.stop();
      await server.stop();
      await chat.stop();
    },
  };
}
