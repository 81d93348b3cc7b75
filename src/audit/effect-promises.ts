import { needsApproval } from '../domain/risk.ts';
import { digest } from '../lib/digest.ts';
import type { SeenApproval } from './approval-promises.ts';
import { Intended, OfEffect } from './effect-facts.ts';
import type { SaidLine } from './line.ts';

/** How far an effect has come, as the log tells. */
type EffectState = 'intended' | 'done' | 'failed' | 'unsure';

/** What is known of one run. */
export interface SeenRun {
  readonly approvals: Map<string, SeenApproval>;
  readonly effects: Map<string, { state: EffectState; readonly seq: number }>;
  /** Made at the command line, by somebody whom the log names. */
  byHand: boolean;
  hasEnded: boolean;
}

export interface EffectLook {
  readonly wrong: readonly string[];
  readonly unjudged?: boolean;
}

const ends = {
  'effect.done': 'done',
  'effect.failed': 'failed',
  'effect.unsure': 'unsure',
  'effect.settled-as-done': 'done',
  'effect.settled-as-not-done': 'failed',
} satisfies Record<string, EffectState>;

/** Judges a line about an effect by those before it. `isDone` says whether it was done in a run that is over. */
export function lookAtEffect(
  said: SaidLine,
  run: SeenRun,
  known: { readonly fromStart: boolean; readonly isDone: (effect: string) => boolean },
): EffectLook {
  const facts = OfEffect.safeParse(said.facts).data;
  if (!facts) return { wrong: [], unjudged: true };
  const effect = run.effects.get(facts.effect);
  const isDone = effect ? effect.state === 'done' : known.isDone(facts.effect);
  if (said.action === 'effect.intended') {
    run.effects.set(facts.effect, { state: 'intended', seq: said.seq });
    const again = isDone ? [`${facts.effect} was begun again after it was done`] : [];
    const allowed = allowing(said, run, known.fromStart);
    return { ...allowed, wrong: [...again, ...allowed.wrong] };
  }

  const state = Object.hasOwn(ends, said.action) ? ends[said.action as keyof typeof ends] : undefined;
  if (!state) return { wrong: [], unjudged: true };
  run.effects.set(facts.effect, { state, seq: said.seq });
  if (isDone) return { wrong: [`${facts.effect} was done more than once`] };
  if (effect) return { wrong: effect.state === 'failed' ? [`${facts.effect} ended without a new intent`] : [] };
  return known.fromStart ? { wrong: [`${facts.effect} has no intent before it`] } : { wrong: [], unjudged: true };
}

/** What needs an approval has one, of exactly this. */
function allowing(said: SaidLine, run: SeenRun, fromStart: boolean): EffectLook {
  const intended = Intended.safeParse(said.facts).data;
  if (!intended) return { wrong: [], unjudged: true };
  const { effect, operation, approval: id } = intended;
  if (intended.byHand) {
    run.byHand = true;
    return { wrong: effect === said.run ? [] : [`${effect} was made by hand, but belongs to a ticket`] };
  }
  if (!needsApproval(intended.risk)) return { wrong: [] };
  if (id === null) return { wrong: [`${effect} needs an approval and has none`] };
  const approval = run.approvals.get(id);
  if (!approval)
    return fromStart ? { wrong: [`${effect} names the approval ${id}, which was never asked for`] } : unjudged;
  if (!approval.asked) return unjudged;
  const sent = digest(intended.input);
  const covers = approval.asked.calls.some((call) => call.operation === operation && digest(call.input) === sent);
  const wrong = [
    approval.state === 'approved' ? '' : `${effect} was begun while its approval was ${approval.state}`,
    intended.digest === approval.asked.digest ? '' : `${effect} has another digest than its approval`,
    covers ? '' : `${effect} sends something else than was approved`,
  ];
  return { wrong: wrong.filter(Boolean) };
}

const unjudged: EffectLook = { wrong: [], unjudged: true };
