import { afterEach, expect, test } from 'vitest';
import type { ChatEvent } from '../../../../src/chat/event.ts';
import { createWritingEars, type WritingEars } from '../../../fakes/ears.ts';
import { type LonelyDesk, openLonelyDesk } from '../../../fakes/slack/desk.ts';
import { clicked, commanded, mentioned, wroteDirectly } from '../../../fakes/slack/payloads.ts';
import { type Delivery, send } from '../../../fakes/slack/requests.ts';

const sender = { user: 'U0ADA', name: 'ada', team: 'T0CONTOSO' };
const written = {
  sender,
  team: 'T0CONTOSO',
  channel: 'C0HELP',
  ts: '1795396967.000001',
  text: 'hello',
  isShared: false,
};
const button = {
  type: 'button',
  action_id: 'a',
  text: { type: 'plain_text', text: 'Go' },
  value: '{"verb":"go","data":{}}',
} as const;
const on = { ts: written.ts, text: '', blocks: [{ type: 'actions' as const, elements: [button] }] };

const kinds = [
  ['a mention', mentioned(written)],
  ['a direct message', wroteDirectly(written)],
  ['a command', commanded(sender, 'C0HELP', 'help')],
  [
    'a press',
    clicked({ sender, team: sender.team, channel: 'C0HELP', on, isEphemeral: false, title: 'Go', fields: {} }),
  ],
] satisfies [string, Delivery][];

let desk: LonelyDesk;
afterEach(() => desk.stop());

test.each(kinds)('%s is answered only after it was written down', async (_, delivery) => {
  const order: string[] = [];
  const { ears, began, finish } = slowEars(() => order.push('written'));
  desk = await openLonelyDesk(ears);

  const answered = send(desk.origin, delivery).then(({ status }) => order.push(`answered ${status}`));
  await began;
  await somethingElse(desk);
  finish();
  await answered;

  expect(order).toEqual(['written', 'answered 200']);
});

test.each(kinds)('%s that could not be written down is refused, without a word about why', async (_, delivery) => {
  desk = await openLonelyDesk();
  desk.ears.failOnce();

  const refused = await send(desk.origin, delivery);
  const taken = await send(desk.origin, delivery);

  expect(refused.status).toBe(500);
  expect(await refused.text()).toBe('');
  expect(taken.status).toBe(200);
  expect(desk.ears.heard).toHaveLength(1);
});

test('what could not be written down is in the log once, and its words are not', async () => {
  const errors: unknown[] = [];
  const log = { info() {}, warn() {}, error: (event: string, fields?: object) => errors.push([event, fields]) };
  desk = await openLonelyDesk(createWritingEars(), log);
  desk.ears.failOnce();

  await send(desk.origin, mentioned({ ...written, text: 'my password is hunter2' }));

  expect(errors).toHaveLength(1);
  expect(JSON.stringify(errors)).not.toContain('hunter2');
});

/** Ears that begin to write and then take their time. */
function slowEars(wrote: () => void) {
  const ears = createWritingEars();
  const start = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const slow: WritingEars = {
    ...ears,
    async accept(event: ChatEvent) {
      start.resolve();
      await end.promise;
      wrote();
      await ears.accept(event);
    },
  };
  return { ears: slow, began: start.promise, finish: end.resolve };
}

/** A whole other exchange with the same server: time enough for an answer that comes too early. */
async function somethingElse({ origin }: LonelyDesk): Promise<void> {
  for (let times = 0; times < 5; times++) await (await fetch(`${origin}/slack/events`)).text();
}
