import { endsRun } from './actions.ts';
import { Answered } from './approval-facts.ts';
import { Somebody } from './asker-facts.ts';
import type { SaidLine } from './line.ts';

/** What became of one call that changes something. */
export interface ToldEffect {
  readonly operation: string;
  readonly mode: string;
  readonly state: string;
}

/** One run, as a reader is told of it. */
export interface ToldRun {
  readonly run: string;
  readonly at: number;
  askedBy: string;
  proven: string;
  workflow: string;
  /** Each answer of an approver: what it was, whose, and when. */
  readonly answers: { readonly verdict: string; readonly by: string; readonly at: number }[];
  readonly effects: Map<string, ToldEffect>;
  outcome: string;
}

/** What an answer is called by which a run is decided, or sent back. */
const verdicts: Readonly<Record<string, string>> = {
  'approval.voted': 'approved',
  'approval.approved': 'approved',
  'approval.denied': 'denied',
  'approval.changes-requested': 'sent back',
};

/** More rows than this nobody reads; the lines have them all. */
const SHOWN = 2_000;

export type Summary = ReturnType<typeof createSummary>;

/** Gathers, line by line, what was asked, who decided, and what was done. */
export function createSummary() {
  const runs = new Map<string, ToldRun>();
  let left = 0;

  const runOf = (id: string, at: number): ToldRun | undefined => {
    const known = runs.get(id);
    if (known) return known;
    if (runs.size >= SHOWN) {
      left += 1;
      return undefined;
    }
    const run: ToldRun = {
      ...{ run: id, at, askedBy: '', proven: '', workflow: '', answers: [], effects: new Map() },
      outcome: '',
    };
    runs.set(id, run);
    return run;
  };

  return {
    runs: (): readonly ToldRun[] => [...runs.values()],
    /** How many lines belong to runs that are not shown. */
    left: () => left,

    take(said: SaidLine): void {
      const { action, at, actor, facts } = said;
      const run = said.run === null ? undefined : runOf(said.run, at);
      if (!run) return;
      if (action === 'ticket.opened') {
        const requester = Somebody.safeParse(facts.requester).data;
        run.askedBy = requester?.person ?? actor;
        run.proven = requester?.proven ?? '';
      }
      if (endsRun(action)) run.outcome = action.slice('ticket.'.length);
      const workflow = textIn(facts.workflow, 'name');
      if (workflow !== undefined) run.workflow = workflow;
      const verdict = verdicts[action];
      if (verdict !== undefined) run.answers.push({ verdict, by: Answered.safeParse(facts).data?.by ?? actor, at });
      if (action === 'approval.expired') run.answers.push({ verdict: 'expired', by: '', at });
      if (action.startsWith('effect.')) tell(said, run);
    },
  };
}

function tell({ action, facts }: SaidLine, { effects }: ToldRun): void {
  const [effect, operation] = [textIn(facts, 'effect'), textIn(facts, 'operation')];
  if (effect === undefined || operation === undefined) return;
  const mode = textIn(facts, 'mode') ?? effects.get(effect)?.mode ?? '';
  effects.set(effect, { operation, mode, state: action.slice('effect.'.length) });
}

function textIn(value: unknown, name: string): string | undefined {
  const found =
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}
