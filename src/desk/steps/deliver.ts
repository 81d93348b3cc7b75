import { noticeMessage } from '../../cards/notice.ts';
import type { DeliverStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move } from '../../runs/move.ts';
import { fill } from '../../workflows/holes.ts';
import { NobodyReached, tellPerson } from '../audience.ts';
import type { DeskParts } from '../parts.ts';
import { noRecipient, recipientOf } from '../recipient.ts';
import { factsOf, type Run } from '../run.ts';

const DEMO =
  'This is where your one-time password would reach you, and nobody else. In demo mode there is none, because nothing was changed.';

/** Hands a secret over to the account's owner alone. Operations answer with a sealed reference; in demo mode nothing is behind it. */
export function* performDelivery(
  name: string,
  step: DeliverStep,
  run: Run,
  ends: Ends,
  parts: DeskParts,
): Moves<NodeEnd> {
  fill(step.deliver, factsOf(run, ends));
  yield* move(name, async () => {
    const owner = await recipientOf(run, parts);
    if (!owner) throw new NobodyReached(noRecipient(run));
    await tellPerson(owner, noticeMessage(DEMO), parts);
  });
  return { state: 'done', output: {} };
}
