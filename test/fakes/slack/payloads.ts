import type { Block, Button } from './limits.ts';
import type { RawMessage } from './reading.ts';
import { asEvent, asForm, type Delivery } from './requests.ts';

export const bot = { user: 'U0MSPDESK', id: 'B0MSPDESK', app: 'A0MSPDESK' } as const;

/** Who does something, and where they are a member. */
export interface Sender {
  readonly user: string;
  readonly name: string;
  readonly team: string;
}

let count = 0;

/** Ids that Slack makes up, different every time. */
function fresh(prefix: string): string {
  count += 1;
  return `${prefix}${String(count).padStart(8, '0')}`;
}

interface Written {
  readonly sender: Sender;
  /** The workspace the bot is installed in. */
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread?: string;
  readonly text: string;
  readonly isShared: boolean;
  readonly more?: object;
}

/** What Slack sends when somebody mentions the bot: https://docs.slack.dev/reference/events/app_mention */
export function mentioned(written: Written): Delivery {
  return event('app_mention', written);
}

/** What Slack sends when somebody writes to the bot alone: https://docs.slack.dev/reference/events/message.im */
export function wroteDirectly(written: Written): Delivery {
  return event('message', { ...written, more: { channel_type: 'im', ...written.more } });
}

function event(type: string, { sender, team, channel, ts, thread, text, isShared, more }: Written): Delivery {
  const shared = isShared ? { user_team: sender.team, source_team: sender.team } : {};
  return asEvent({
    token: 'unused',
    team_id: team,
    context_team_id: team,
    api_app_id: bot.app,
    type: 'event_callback',
    event_id: fresh('Ev'),
    event_time: Math.floor(Number(ts)),
    is_ext_shared_channel: isShared,
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: bot.user, is_bot: true, is_enterprise_install: false },
    ],
    event: {
      type,
      user: sender.user,
      team: sender.team,
      ...shared,
      text,
      ts,
      ...(thread ? { thread_ts: thread } : {}),
      channel,
      event_ts: ts,
      ...more,
    },
  });
}

/** `/msp …`: https://docs.slack.dev/interactivity/implementing-slash-commands */
export function commanded(sender: Sender, channel: string, text: string): Delivery {
  return asForm({
    token: 'unused',
    team_id: sender.team,
    team_domain: 'contoso',
    channel_id: channel,
    channel_name: 'help',
    user_id: sender.user,
    user_name: sender.name,
    command: '/msp',
    text,
    api_app_id: bot.app,
    is_enterprise_install: 'false',
    response_url: 'http://127.0.0.1:9/unused',
    trigger_id: fresh('command.'),
  });
}

interface Click {
  readonly sender: Sender;
  readonly team: string;
  readonly channel: string;
  readonly on: RawMessage;
  readonly isEphemeral: boolean;
  readonly title: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A click with everything that was typed: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function clicked({ title, ...click }: Click): Delivery {
  return asForm({ payload: JSON.stringify(clickPayload(click, buttonTitled(title, click.on))) });
}

/** A click on a button that was made by hand, with inputs that may not be on the message. */
export function forgedClick(click: Omit<Click, 'title'> & { readonly verb: string; readonly data: object }): Delivery {
  const { verb, data, fields, ...rest } = click;
  const payload = clickPayload(
    { ...rest, fields: {} },
    {
      type: 'button',
      action_id: `press-0-${verb}`,
      text: { type: 'plain_text', text: verb },
      value: JSON.stringify({ verb, data }),
    },
  );
  const values = Object.fromEntries(
    Object.entries(fields).map(([id, value]) => [fresh('blk'), { [id]: { type: 'plain_text_input', value } }]),
  );
  return asForm({ payload: JSON.stringify({ ...payload, state: { values } }) });
}

function clickPayload(
  { sender, team, channel, on, isEphemeral, fields }: Omit<Click, 'title'>,
  button: Omit<Button, 'confirm'>,
) {
  const thread = on.thread_ts ? { thread_ts: on.thread_ts } : {};
  const { user, name } = sender;
  return {
    type: 'block_actions',
    user: { id: user, username: name, name, team_id: sender.team },
    api_app_id: bot.app,
    token: 'unused',
    container: { type: 'message', message_ts: on.ts, channel_id: channel, is_ephemeral: isEphemeral, ...thread },
    trigger_id: fresh('click.'),
    team: { id: team, domain: 'contoso' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: 'help' },
    message: on,
    state: { values: typed(on.blocks ?? [], fields) },
    response_url: 'http://127.0.0.1:9/unused',
    actions: [{ ...button, block_id: 'actions', action_ts: (Date.now() / 1_000).toFixed(6) }],
  };
}

function buttonTitled(title: string, { blocks = [] }: RawMessage): Omit<Button, 'confirm'> {
  const buttons = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const found = buttons.find(({ text }) => text.text === title);
  if (!found) throw new Error(`There is no button "${title}" on this message`);
  const { confirm: _, ...sent } = found;
  return sent;
}

/** Every input of the message is sent, the empty ones as null. */
function typed(blocks: readonly Block[], fields: Readonly<Record<string, string>>): object {
  const inputs = blocks.flatMap((block) => (block.type === 'input' ? [block] : []));
  const unknown = Object.keys(fields).find((id) => !inputs.some(({ element }) => element.action_id === id));
  if (unknown) throw new Error(`There is nothing to type "${unknown}" into on this message`);
  return Object.fromEntries(
    inputs.map(({ block_id, element }) => [block_id ?? fresh('blk'), { [element.action_id]: answer(element, fields) }]),
  );
}

type Input = Extract<Block, { type: 'input' }>['element'];

function answer(element: Input, fields: Readonly<Record<string, string>>): object {
  const given = fields[element.action_id];
  if (element.type === 'plain_text_input') {
    if ((given?.length ?? 0) > (element.max_length ?? 3_000)) throw new Error('Slack takes no more characters here');
    return { type: element.type, value: given ?? null };
  }
  const chosen = element.options.find(({ value, text }) => value === given || text.text === given);
  if (given !== undefined && !chosen) throw new Error(`"${given}" is not among the choices`);
  return { type: element.type, selected_option: chosen ?? null };
}
