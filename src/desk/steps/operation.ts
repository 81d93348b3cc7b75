import { needsApproval } from '../../domain/risk.ts';
import type { OperationStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move } from '../../runs/move.ts';
import { applies } from '../../workflows/condition.ts';
import { assurance } from '../assurance.ts';
import { tryingAgain } from '../call.ts';
import { createFreshness, dispatch } from '../dispatch.ts';
import type { DeskParts } from '../parts.ts';
import { planned } from '../plan.ts';
import { factsOf, type Run, upToDate } from '../run.ts';
import { heldBack } from './held-back.ts';
import { recheck } from './recheck.ts';
import { askWhatHappened } from './what-happened.ts';

/** What an error says of itself; it has been through the journal, so only its own fields are left of it. */
interface Failure {
  readonly message: string;
  readonly remedy?: string;
  readonly definite?: boolean;
  readonly unsure?: boolean;
  readonly effect?: string;
  /** Something is not as it was looked at last. */
  readonly stale?: boolean;
  /** A fuse holds it back. */
  readonly paused?: boolean;
}

/** How often it is begun anew because something changed between the last look and the call. */
const LOOKS_AT_MOST = 5;

/** Calls an operation: reads at once, everything else journalled, and what needs an approval only exactly as approved. */
export function* performOperation(
  name: string,
  step: OperationStep,
  begun: Run,
  ends: Ends,
  parts: DeskParts,
): Moves<NodeEnd> {
  let call = planned(name, step, begun, ends, parts.registry);
  const freshness = createFreshness();
  for (let looks = 1; ; looks += 1) {
    try {
      const end = needsApproval(call.risk)
        ? yield* nothingSent(recheck(name, step, begun, ends, freshness.renew, parts))
        : undefined;
      if (end) return end;
      const run = upToDate(begun);
      if (step.when && !applies(step.when, factsOf(run, ends))) return { state: 'passed-over' };
      call = planned(name, step, run, ends, parts.registry);
      const assured = assurance(call, run, ends, parts);
      const output = yield* move(name, () =>
        tryingAgain(step, parts, () => dispatch(call, step, run, ends, assured, freshness, parts)),
      );
      return { state: 'done', output };
    } catch (error) {
      const failure = error as Failure;
      if (failure.stale && looks < LOOKS_AT_MOST) continue;
      if (failure.paused) {
        const end = yield* nothingSent(heldBack(call, upToDate(begun), parts));
        if (end) return end;
        looks = 0; // whatever was looked at before the pause is long ago
        continue;
      }
      if (failure.unsure && failure.effect) return yield* askWhatHappened(failure.effect, call, begun, parts);
      return failed(failure, failure.definite ?? false);
    }
  }
}

/** Whatever goes wrong before it is sent has changed nothing. */
function* nothingSent(moves: Moves<NodeEnd | undefined>): Moves<NodeEnd | undefined> {
  try {
    return yield* moves;
  } catch (error) {
    return failed(error as Failure, true);
  }
}

function failed({ message: why, remedy }: Failure, definite: boolean): NodeEnd {
  return { state: 'failed', why, ...(remedy ? { remedy } : {}), definite };
}
