import type { ChatPlatform } from '../chat/platform.ts';
import type { DeskParts } from '../desk/parts.ts';
import type { WebRoute } from '../lib/web.ts';
import type { Letters } from '../store/letters.ts';
import { helpDesks } from './help-desks.ts';
import { startRounds } from './rounds.ts';
import type { IntakeParts } from './take-in.ts';
import { helpDeskTalk, letterTalk } from './talk.ts';
import { ticketRoutes } from './tickets.ts';
import { webhooks } from './webhooks.ts';

interface Parts extends IntakeParts {
  readonly letters: Letters;
  readonly secretsOf: (customerId: string) => Promise<readonly string[]>;
  readonly now: () => Date;
}

/** Where tickets come in beside the chats. */
export interface Intake {
  readonly routes: readonly WebRoute[];
  /** Looks for tickets now, out of turn. */
  lookNow(): Promise<void>;
  stop(): Promise<void>;
}

/** Begins to go round the help desks. */
export function startIntake(parts: Parts): Intake {
  const rounds = startRounds(parts);
  return {
    routes: [...webhooks(parts, rounds), ...ticketRoutes(parts)],
    lookNow: async () => rounds.now(...(await helpDesks(parts))),
    stop: () => rounds.stop(),
  };
}

/** Every help desk as a place to talk in. */
export function helpDeskPlatforms(letters: Letters, parts: () => DeskParts): ChatPlatform[] {
  const desks = parts().registry.connectors.filter(({ inbox }) => inbox);
  return [...desks.map((connector) => helpDeskTalk(connector, parts)), letterTalk(letters)];
}
