import { noticeMessage } from '../../cards/notice.ts';
import type { DeliverStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move } from '../../runs/move.ts';
import { fill } from '../../workflows/holes.ts';
import { type Audience, NobodyReached, tellPerson } from '../audience.ts';
import { noRecipient, ownerOf } from '../recipient.ts';
import { factsOf, type Run } from '../run.ts';

const DEMO =
  'This is where your one-time password would reach you, and nobody else. In demo mode there is none, because nothing was changed.';

/** Hands a secret over to the account's owner alone. Operations answer with a sealed reference; in demo mode nothing is behind it. */
export function* performDelivery(
  name: string,
  step: DeliverStep,
  run: Run,
  ends: Ends,
  parts: Audience,
): Moves<NodeEnd> {
  const facts = factsOf(run, ends);
  fill(step.deliver, facts);
  const account = fill(accountBeside(step.deliver), facts);
  if (typeof account !== 'string') throw new TypeError(`${step.deliver} is the secret of no account`);
  yield* move(name, async () => {
    const owner = await ownerOf(account, parts);
    if (!owner) throw new NobodyReached(noRecipient(account));
    await tellPerson(owner, noticeMessage(DEMO), parts);
  });
  return { state: 'done', output: {} };
}

/** A secret is its account's, as the operation that made it names it: what the requester called it may be somebody else's. */
function accountBeside(secret: string): string {
  return secret.replace(/\.[^.]*}$/, '.account}');
}
