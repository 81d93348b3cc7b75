import { z } from 'zod';
import { legible } from '../../lib/legible.ts';
import type { Pressed } from '../event.ts';
import { fromValue } from './button.ts';
import { unknownTo } from './home.ts';

const Answer = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

const Press = z.object({
  trigger_id: z.string().min(1),
  team: z.object({ id: z.string().min(1) }).nullish(),
  enterprise: z.object({ id: z.string().min(1) }).nullish(),
  user: z.object({
    id: z.string().min(1),
    team_id: z.string().min(1).optional(),
    name: z.string().optional(),
    username: z.string().optional(),
  }),
  container: z.object({
    type: z.literal('message'),
    channel_id: z.string().min(1),
    message_ts: z.string().min(1),
    thread_ts: z.string().min(1).optional(),
  }),
  message: z.object({ thread_ts: z.string().min(1).optional() }).optional(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), Answer)) }).optional(),
  actions: z.tuple([z.object({ type: z.literal('button'), value: z.string(), action_ts: z.string() })]),
});
type Press = z.infer<typeof Press>;

/** A press on one of our buttons; throws what isn't one. */
export function pressed(body: unknown): Pressed {
  const press = Press.parse(body);
  const { user, container, actions } = press;
  const [{ value, action_ts }] = actions;
  const button = fromValue(value);
  if (!button) throw new TypeError('The button carries nothing of ours');

  const workspace = press.team?.id ?? press.enterprise?.id ?? 'unknown';
  const thread = container.thread_ts ?? press.message?.thread_ts;
  const place = { platform: 'slack', workspace, channel: container.channel_id, ...(thread ? { thread } : {}) };
  return {
    kind: 'pressed',
    id: press.trigger_id,
    at: new Date(Number(action_ts) * 1_000).toISOString(),
    place,
    from: {
      platform: 'slack',
      // `team` is where the button stands, not where its presser belongs: see `homeOf`.
      workspace: user.team_id ?? unknownTo(workspace),
      user: user.id,
      shownName: legible(user.name ?? user.username ?? ''),
    },
    on: { place, message: container.message_ts },
    ...button,
    fields: fieldsOf(press),
  };
}

/** By the card's own input ids, which the renderer gave to the elements. What was left empty isn't there. */
function fieldsOf({ state }: Press): Record<string, string> {
  const answers = Object.values(state?.values ?? {}).flatMap((block) => Object.entries(block));
  return Object.fromEntries(
    answers.flatMap(([id, { value, selected_option }]) => {
      const answer = value ?? selected_option?.value;
      return answer ? [[id, legible(answer)]] : [];
    }),
  );
}
