import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../../app.ts';
import type { Ears } from '../../chat/ears.ts';
import { keyOf } from '../../chat/event.ts';
import { helpChannel, PLATFORM } from '../../chat/terminal/seats.ts';
import type { Category } from '../../domain/category.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Sample } from './samples.ts';
import type { OpenCard, Stage } from './stage.ts';

/** What became of one ticket. */
export interface Played {
  readonly id: string;
  readonly ticket: string | null;
  readonly subject: string;
  readonly category: Category | null;
  readonly confidence: number | null;
  readonly workflow: string | null;
  /** `null`: it reached no end in time. */
  readonly outcome: Outcome | null;
  readonly seconds: number | null;
}

const CUSTOMER = 'contoso';
const ENDS_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 20;

/** What somebody of the cast presses. */
const buttons = ['approve', 'deny', 'answer', 'did-not-happen', 'task-done', 'verify-not'] as const;

/** What the cast says when it is asked for something that a ticket left out, by input name. */
const answers: Readonly<Record<string, string>> = {
  account: 'ada@contoso.com',
  device: 'CONTOSO-PC-17',
  license: 'Visio Plan 2',
  country: 'GB',
  name: 'Grace Hill',
  message: 'A mail from our director, who never writes like that.',
};

interface Parts {
  readonly ears: Ears;
  readonly stage: Stage;
  readonly tickets: () => App['tickets'];
  /** How long somebody thinks before they press. */
  readonly thinkMs: number;
  /** Somebody wants it to end. */
  readonly signal: AbortSignal;
}

export interface Players {
  /** Somebody does what a card asks for. */
  act(card: OpenCard): Promise<void>;
  /** Plays one ticket to its end. */
  play(sample: Sample): Promise<Played>;
}

/** The cast: a requester who writes and answers, Sam who decides, Tess who looks. */
export function createPlayers({ ears, stage, tickets, thinkMs, signal }: Parts): Players {
  const scripts = new Map<string, Sample>();

  const press = async (
    { on }: OpenCard,
    who: string,
    action: OpenCard['actions'][number],
    fields: Record<string, string> = {},
  ) => {
    await pause(thinkMs, undefined, { signal });
    stage.presses(who, action.title, Object.values(fields)[0]);
    await ears.accept({ ...event(who), kind: 'pressed', on, verb: action.verb, data: action.data, fields });
  };
  const reasonToDeny = async (approval: string) => {
    const line = await tickets().find(approval.split(':')[0] ?? '', CUSTOMER);
    return scripts.get(line?.ticket.place.thread ?? '')?.denied;
  };

  return {
    async act(card) {
      const find = (verb: string) => card.actions.find((action) => action.verb === verb);
      const [approve, deny, answer, didNot, done, notVerified] = buttons.map(find);
      if (approve && deny) {
        const reason = await reasonToDeny(approve.data.approval ?? '');
        await (reason ? press(card, 'sam', deny, { reason }) : press(card, 'sam', approve));
      }
      if (answer) {
        const { from: who = 'ada', means = 'something-else' } = scripts.get(card.on.place.thread ?? '') ?? {};
        const input = answer.data.question?.split(':').at(-1) ?? '';
        const said = input === 'which' ? means : (answers[input] ?? 'yes');
        // Written down too, in case that it is none of the choices.
        await press(card, who, answer, { answer: said, other: said });
      }
      if (didNot) await press(card, 'tess', didNot);
      if (done) await press(card, 'tess', done);
      if (notVerified) await press(card, 'tess', notVerified);
    },
    async play(sample) {
      const { id, subject, body, from = 'ada' } = sample;
      const said = { ...event(from), kind: 'said' as const, text: textOf(sample) };
      const thread = said.id;
      scripts.set(thread, sample);
      stage.says(from, said.text);
      await ears.accept({ ...said, place: { ...helpChannel, thread } });
      const end = await ending(keyOf(said));
      scripts.delete(thread);
      return {
        id,
        ticket: end?.ticket.id ?? null,
        subject: subject || body.slice(0, 80),
        category: end?.category ?? null,
        confidence: end?.confidence ?? null,
        workflow: end?.workflow ?? null,
        outcome: end?.outcome ?? null,
        seconds: end?.endedAt ? (end.endedAt.getTime() - Date.parse(end.openedAt)) / 1_000 : null,
      };
    },
  };

  async function ending(source: string) {
    const deadline = Date.now() + ENDS_WITHIN_MS;
    for (;;) {
      const line = await tickets().from(source);
      if (line?.outcome || Date.now() > deadline) return line;
      await pause(LOOK_EVERY_MS, undefined, { signal });
    }
  }
}

function event(who: string) {
  return {
    id: randomUUID(),
    at: new Date().toISOString(),
    place: helpChannel,
    from: { platform: PLATFORM, workspace: helpChannel.workspace, user: who, shownName: who },
  };
}

/** In a chat a ticket is one text; its subject is the first line. */
function textOf({ subject, body }: Sample): string {
  return [subject, body].filter((part) => part.trim()).join('\n');
}
