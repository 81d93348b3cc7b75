import type { OperationStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move } from '../../runs/move.ts';
import { HoleError } from '../../workflows/holes.ts';
import { alertTechnicians } from '../alert.ts';
import { type Found, foundOf } from '../as-approved.ts';
import type { Question } from '../asked-approval.ts';
import { ANOTHER_WAY } from '../guards.ts';
import { lookAgain } from '../look-again.ts';
import type { DeskParts } from '../parts.ts';
import { coveredCalls, planned } from '../plan.ts';
import { type Grant, inPass, type Refreshed, type Run, upToDate } from '../run.ts';
import { voidApproval } from '../void-approval.ts';
import { rosterToday } from '../voters-today.ts';
import { approved } from './approve.ts';

/** How often approvers are asked again within one run; whatever goes on changing then is a technician's. */
const FRESH_AT_MOST = 3;

/** What is about to be sent is not what the run's journal says was approved, and nothing honest explains it. */
const FORGED = {
  why: 'What was about to run is not what was approved, so it was not run.',
  remedy: 'Find out who can change the database of the desk, and ask again.',
} as const;

/** Looks again at all that an approval rests on; what is different makes it void, and is asked afresh. `undefined`: nothing is in the way. */
export function* recheck(
  name: string,
  step: OperationStep,
  run: Run,
  ends: Ends,
  onLook: () => void,
  parts: DeskParts,
): Moves<NodeEnd | undefined> {
  for (;;) {
    const grant = run.grants.get(name);
    if (grant?.digest === undefined) return undefined; // without an approval it is refused at its intent
    const { now, found } = yield* move(`${name}: look again`, async () => {
      const looked = await look(name, step, grant, run, ends, parts);
      onLook();
      return looked;
    });
    run.refreshed.now = now;
    const current = upToDate(run);

    if (found.state === 'as approved') return undefined;
    if (found.state === 'forged') return { state: 'failed', ...FORGED, definite: true };
    const differences = found.state === 'stopped' ? [{ what: 'guard', words: found.why }] : found.differences;
    yield* move(`${name}: void`, () => voidApproval(grant.approvalId, differences, current, parts));
    if (found.state === 'stopped') return { state: 'stopped', outcome: 'assigned', why: found.why };

    const round = (run.rounds.get(grant.step) ?? 1) + 1;
    if (round > 1 + FRESH_AT_MOST)
      return { state: 'stopped', outcome: 'assigned', why: 'What this rests on keeps changing.' };
    run.rounds.set(grant.step, round);
    const words = differences.map((one) => one.words);
    const end = yield* approved(freshQuestion(grant, round, words, current, ends, parts), current, ends, parts);
    if (end.state !== 'done') return end;
  }
}

interface Looked {
  readonly now: Refreshed;
  readonly found: Found;
}

async function look(
  name: string,
  step: OperationStep,
  grant: Grant,
  run: Run,
  ends: Ends,
  parts: DeskParts,
): Promise<Looked> {
  const now = await lookAgain(grant.step, run, ends, parts);
  const current = upToDate({ ...run, refreshed: { now } });
  try {
    const call = planned(name, step, current, ends, parts.registry);
    const roster = await rosterToday(grant.approvalId, parts);
    const found = await foundOf(call, grant, current, ends, { ...parts, roster: async () => roster });
    if (found.state === 'forged') await alertTechnicians(current.customer, `${FORGED.why} ${FORGED.remedy}`, parts);
    return { now, found };
  } catch (error) {
    if (error instanceof HoleError) return { now, found: ANOTHER_WAY };
    throw error;
  }
}

/** Covers what is still to be done of what the one before it covered. */
function freshQuestion(
  { step }: Grant,
  round: number,
  differences: readonly string[],
  run: Run,
  ends: Ends,
  { registry }: DeskParts,
): Question {
  const asking = run.workflow.steps[step];
  if (!asking || !('approve' in asking)) throw new TypeError(`${step} asks for no approval`);
  const { steps, expires } = asking.approve;
  const open = steps.filter((name) => !ends.has(name));
  return {
    id: `${inPass(`${run.id}:${step}`, run)}~${round}`,
    step,
    calls: coveredCalls(open, run, ends, registry),
    expires,
    differences,
  };
}
