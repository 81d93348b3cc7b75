import type { Approval } from '../domain/approval.ts';
import type { Ends } from '../runs/graph.ts';
import { type Moves, step, wait } from '../runs/move.ts';
import type { GivenInput, GivenInputs } from '../workflows/gather.ts';
import { askAbout, askForInput, close, PATIENCE } from './ask.ts';
import { changeableInputs, keptOf } from './kept.ts';
import type { DeskParts } from './parts.ts';
import { inPass, type Run, upToDate } from './run.ts';

const NOTHING_MORE = 'nothing-more';

/** What came of it: the run with what was changed, or why there is none. */
export type Else =
  | { readonly state: 'changed'; readonly run: Run }
  | { readonly state: 'as-it-was'; readonly outcome: 'denied' | 'expired'; readonly why: string };

/** Asks the requester what shall be different now that a request was sent back. Only what nothing was done with can be. */
export function* askWhatElse(run: Run, ends: Ends, sentBack: string, parts: DeskParts): Moves<Else> {
  const wish = yield* step('what is wanted', async () => wishIn(await parts.approvals.read(sentBack)));
  const next = nextPass(run, ends, parts);
  const open = new Set(changeableInputs(run, ends, parts.registry));
  const answers: Record<string, GivenInput> = {};
  while (open.size > 0) {
    const asked = Object.keys(answers).length;
    const [only] = open;
    const name = open.size === 1 && asked === 0 && only ? only : yield* askWhich([...open], asked, wish, next, parts);
    if (name === null) return unanswered;
    if (!open.delete(name)) break;
    const answer = yield* askForInput(name, next, parts, asked === 0 ? wish : undefined);
    if (answer === null) return unanswered;
    answers[name] = answer;
  }
  const differences = differencesOf(run, answers);
  if (differences.length === 0) return { state: 'as-it-was', outcome: 'denied', why: `${wish} It was left as it was.` };
  const pass = { ...next.pass, differences: [wish, ...differences] };
  return { state: 'changed', run: { ...next, pass, inputs: { ...run.inputs, ...answers } } };
}

const unanswered = { state: 'as-it-was', outcome: 'expired', why: 'The question was not answered in time.' } as const;

function wishIn(approval: Approval | undefined): string {
  return `${approval?.decidedBy?.name ?? 'Somebody'} asked for changes: “${approval?.reason ?? ''}”.`;
}

function nextPass(run: Run, ends: Ends, { registry }: Pick<DeskParts, 'registry'>) {
  const number = (run.pass?.number ?? 1) + 1;
  const looked = { rounds: new Map(), refreshed: {} }; // what was looked at again belongs to the pass before
  return { ...upToDate(run), ...looked, pass: { number, kept: keptOf(run, ends, registry), differences: [] } };
}

/** Which of the inputs; `null` when nobody said, and no name of any when that was all. */
function* askWhich(
  open: readonly string[],
  asked: number,
  wish: string,
  run: Run,
  parts: DeskParts,
): Moves<string | null> {
  const id = inPass(`${run.id}:what-else:${asked}`, run);
  const text = asked === 0 ? `${wish} What shall be different?` : 'Shall anything else be different?';
  const choices = [
    ...open.map((value) => ({ value, title: `${titleOf(value, run)}: ${run.inputs[value]?.value ?? 'not known'}` })),
    { value: NOTHING_MORE, title: asked === 0 ? 'Nothing, it stays as it is' : 'That is all' },
  ];
  yield* step('ask what else', () => askAbout(run, { id, text, choices, isClosed: true }, parts));
  yield* wait(id, PATIENCE);
  return yield* step('what else answered', async () => (await close(id, run.ticket, parts)).answer ?? null);
}

function differencesOf(run: Run, answers: GivenInputs): string[] {
  return Object.entries(answers).flatMap(([name, { value }]) => {
    const before = run.inputs[name]?.value;
    return value === before ? [] : [`${titleOf(name, run)}: ${value}, was ${before ?? 'not known'}`];
  });
}

function titleOf(name: string, { workflow }: Run): string {
  return workflow.inputs[name]?.title ?? name;
}
