import type { App } from '@slack/bolt';
import type { Log } from '../../lib/log.ts';
import type { Ears } from '../ears.ts';
import type { ChatEvent } from '../event.ts';
import { NotWrittenDown } from './let-go.ts';
import { pressed } from './pressed.ts';
import { command, directMessage, mention } from './said.ts';

interface Parts {
  readonly ears: Ears;
  readonly log: Log;
  readonly now: () => Date;
}

/**
 * Tells the ears everything people do, before Slack is answered. What `accept` throws goes through Bolt to Slack as a
 * 500. Slack then delivers an event again; somebody who gave a command or pressed a button is told by Slack that it failed.
 */
export function receive(app: App, { ears, log, now }: Parts): void {
  const hear = async (parse: () => ChatEvent | undefined) => {
    const event = understood(parse, log);
    if (!event) return;
    await ears.accept(event).catch((cause: unknown) => {
      throw new NotWrittenDown('Slack has to deliver this again', { cause });
    });
  };

  app.event('app_mention', ({ body }) => hear(() => mention(body)));
  app.event('message', ({ body }) => hear(() => directMessage(body)));
  app.command(/./, async ({ body, ack }) => {
    await hear(() => command(body, now()));
    await ack();
  });
  app.action(/./, async ({ body, ack }) => {
    await hear(() => pressed(body));
    await ack();
  });
}

/** What can't be read now can't be read when it comes again: it is logged and let go. */
function understood(parse: () => ChatEvent | undefined, log: Log): ChatEvent | undefined {
  try {
    return parse();
  } catch (error) {
    log.warn('slack.unreadable', { error });
    return undefined;
  }
}
