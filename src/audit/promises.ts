import { endsRun, promisesNothing } from './actions.ts';
import { lookAtApproval } from './approval-promises.ts';
import { lookAtEffect, type SeenRun } from './effect-promises.ts';
import type { Flaw } from './flaw.ts';
import type { SaidLine } from './line.ts';
import type { Past } from './past.ts';

/** What the log says beside its flaws. */
export interface Told {
  approvals: number;
  effects: number;
  /** Effects that somebody had made at the command line, for which no approval is asked. */
  byHand: number;
  /** Lines of earlier releases, of parts that began before, or of kinds that are not known here; by action. */
  readonly notJudged: Map<string, number>;
  /** Effects whose end is not known: how many, and the first of them. */
  open: number;
  unsure: number;
  readonly unfinished: { customer: string; seq: number; effect: string; state: 'intended' | 'unsure' }[];
}

export function nothingTold(): Told {
  return { approvals: 0, effects: 0, byHand: 0, notJudged: new Map(), open: 0, unsure: 0, unfinished: [] };
}

const NAMED = 50;

/** Replays one customer's log: what the desk promises has to follow from what it wrote down at the time. */
export function replayPromises(
  about: { readonly customer: string; readonly fromStart: boolean },
  { past, told, found }: { readonly past: Past; readonly told: Told; readonly found: (flaw: Flaw) => void },
) {
  const { customer, fromStart } = about;
  const runs = new Map<string, SeenRun>();

  const runOf = (id: string): SeenRun => {
    const known = runs.get(id);
    if (known) return known;
    past.hadRun(id);
    const run: SeenRun = { approvals: new Map(), effects: new Map(), byHand: false, hasEnded: false };
    runs.set(id, run);
    return run;
  };

  const judge = (said: SaidLine, run: SeenRun) => {
    if (said.action.startsWith('approval.')) {
      if (said.action === 'approval.asked') told.approvals += 1;
      return lookAtApproval(said, run.approvals, fromStart);
    }
    if (!said.action.startsWith('effect.')) return { wrong: [], unjudged: true };
    const looked = lookAtEffect(said, run, { fromStart, isDone: past.wasDone });
    if (said.action === 'effect.intended') {
      told.effects += 1;
      if (run.byHand) told.byHand += 1;
    }
    return looked;
  };

  const forgetIfOver = (id: string, run: SeenRun) => {
    const states = [...run.effects.values()].map(({ state }) => state);
    const isOver = run.hasEnded || run.byHand;
    if (!isOver || !past.mayForget(id) || states.some((state) => state === 'intended' || state === 'unsure')) return;
    past.forget(
      id,
      [...run.effects].flatMap(([effect, { state }]) => (state === 'done' ? [effect] : [])),
    );
    runs.delete(id);
  };

  return {
    take(said: SaidLine): void {
      const id = said.run ?? '';
      if (promisesNothing(said.action)) {
        const run = runs.get(id);
        if (run && endsRun(said.action)) {
          run.hasEnded = true;
          forgetIfOver(id, run);
        }
        return;
      }
      const run = runOf(id);
      const { wrong, unjudged = false } = judge(said, run);
      for (const why of wrong) found({ kind: 'promise', customer, seq: said.seq, why });
      if (unjudged) told.notJudged.set(said.action, (told.notJudged.get(said.action) ?? 0) + 1);
      forgetIfOver(id, run);
    },

    /** What has begun and not ended is no flaw, and is told. */
    end(): void {
      for (const run of runs.values())
        for (const [effect, { state, seq }] of run.effects) {
          if (state !== 'intended' && state !== 'unsure') continue;
          told[state === 'intended' ? 'open' : 'unsure'] += 1;
          if (told.unfinished.length < NAMED) told.unfinished.push({ customer, seq, effect, state });
        }
    },
  };
}
