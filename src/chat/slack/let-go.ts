import type { App } from '@slack/bolt';
import type { Log } from '../../lib/log.ts';

/** Something of Slack's was read and could not be written down, so Slack has to deliver it again. */
export class NotWrittenDown extends Error {
  override readonly name = 'NotWrittenDown';
}

/**
 * Acknowledges what Bolt can't sort or read: it would not be readable when it came again. Without this Bolt breaks off, or
 * leaves Slack waiting until it gives up.
 */
export function letGoOfUnreadable(app: Pick<App, 'processEvent'>, log: Log): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    let isAcknowledged = false;
    const ack: typeof event.ack = (answer) => {
      isAcknowledged = true;
      return event.ack(answer);
    };
    try {
      await process({ ...event, ack });
    } catch (error) {
      if (isNotWrittenDown(error)) throw error;
      log.warn('slack.unreadable', { error });
    }
    if (!isAcknowledged) await event.ack();
  };
}

/** Bolt wraps what its listeners throw, also several at once. */
function isNotWrittenDown(error: unknown): boolean {
  if (error instanceof NotWrittenDown) return true;
  const { original, originals = [] } = (error ?? {}) as { readonly original?: unknown; readonly originals?: unknown[] };
  return [original, ...originals].some((inner) => inner instanceof NotWrittenDown);
}
