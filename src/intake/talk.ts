import { ChatError, type ChatPlatform, type Ending } from '../chat/platform.ts';
import type { Connector } from '../connectors/connector.ts';
import { ConnectorError, isPassing } from '../connectors/connector-error.ts';
import type { OwnCall } from '../connectors/inbox.ts';
import { customerIn } from '../desk/audience.ts';
import { makeEffect } from '../desk/effect.ts';
import type { DeskParts } from '../desk/parts.ts';
import { ANY_HELP_DESK } from '../domain/customer.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { MessageRef, Place } from '../domain/place.ts';
import { digest } from '../lib/digest.ts';
import type { Letters } from '../store/letters.ts';

/** What every help desk's ticket has in common as a place to talk: it can be written to, and nothing else. */
const onlyWritten = {
  isInteractive: false,
  async update() {},
  whisper: () => Promise.reject(new ChatError('A help desk has nobody to whisper to.', { passing: false })),
  direct: () => Promise.reject(new ChatError('A help desk has nobody to write to directly.', { passing: false })),
  belonging: async () => 'outsider',
} satisfies Partial<ChatPlatform>;

/** Tickets of a connector's help desk: what is said becomes a comment, what became of them their state. */
export function helpDeskTalk(connector: Connector, parts: () => DeskParts): ChatPlatform {
  const { inbox, name } = connector;
  const call = async ({ thread = '', workspace }: Place, wanted: OwnCall | undefined, text: string) => {
    if (!wanted) return;
    await effect({ workspace, thread, operation: `${name}.${wanted.operation}`, input: wanted.input, text }, parts());
  };
  return {
    ...onlyWritten,
    name,
    async post(to, { text }) {
      await call(to, inbox?.comment(to.thread ?? '', text), text);
      return refTo(to, text);
    },
    async conclude(to, ending) {
      const { outcome, isReal } = ending;
      const text = wordsOf(ending);
      await call(to, inbox?.comment(to.thread ?? '', text), text);
      if (isReal) await call(to, inbox?.conclude(to.thread ?? '', outcome, text), `${outcome}: ${text}`);
    },
  };
}

/** Tickets that were sent to us: their sender fetches what they were told. */
export function letterTalk(letters: Letters): ChatPlatform {
  const put = async (to: Place, text: string, end?: { readonly outcome: Outcome; readonly simulated: boolean }) => {
    const ref = refTo(to, text);
    const address = { customerId: to.workspace, ticketId: to.thread ?? '' };
    await letters.put(ref.message, address, { text, ...end });
    return ref;
  };
  return {
    ...onlyWritten,
    name: ANY_HELP_DESK,
    post: (to, { text }) => put(to, text),
    async conclude(to, ending) {
      await put(to, wordsOf(ending), { outcome: ending.outcome, simulated: !ending.isReal });
    },
  };
}

function wordsOf({ message, approvals }: Ending): string {
  return [message.text, ...approvals].join('\n');
}

interface Writing {
  readonly workspace: string;
  readonly thread: string;
  readonly operation: string;
  readonly input: unknown;
  /** The same text to the same ticket is one writing. */
  readonly text: string;
}

async function effect({ workspace, thread, operation, input, text }: Writing, parts: DeskParts): Promise<void> {
  const customer = customerIn(await parts.roster(), workspace);
  const key = `${operation}:${workspace}:${thread}:${digest(text).slice(0, 16)}`;
  const checked = parts.registry.checked(operation, input);
  const about = { key, runId: key, ticketId: thread, customer, operation, input: checked, timeout: '30s' as const };
  try {
    await makeEffect({ ...about, permit: async () => {} }, parts);
  } catch (cause) {
    if (!(cause instanceof ConnectorError)) throw cause;
    throw new ChatError(cause.message, { passing: cause.definite && isPassing(cause), cause });
  }
}

function refTo(place: Place, text: string): MessageRef {
  return { place, message: `${place.platform}:${place.workspace}:${place.thread}:${digest(text).slice(0, 16)}` };
}
