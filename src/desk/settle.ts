import { somebody } from '../audit/asker-facts.ts';
import { record } from '../audit/record.ts';
import { unsureMessage } from '../cards/unsure.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { may } from '../domain/right.ts';
import { inTransaction } from '../store/pool.ts';
import { currentCustomer, rewrite } from './audience.ts';
import type { Caller } from './caller.ts';
import type { DeskParts } from './parts.ts';
import { toLookFor } from './plan.ts';
import { answerWith } from './press-answer.ts';
import { refusePress } from './refuse.ts';

/** A technician or an approver has looked and says whether a doubtful effect happened. */
export async function settle(
  happened: boolean,
  { data, from, place }: Pressed,
  by: Caller,
  parts: DeskParts,
): Promise<PressAnswer> {
  const effect = await parts.effects.read(data.effect ?? '');
  if (!effect) return answerWith('refused', 'I do not know this question any more.');
  if (!may(by, 'settle', effect.customerId)) {
    const { customerId, key, runId } = effect;
    return refusePress({ right: 'settle', customerId, matter: key, about: runId }, by, place, parts);
  }
  const settled = await inTransaction(parts.pool, async (client) => {
    if (!(await parts.effects.settle(client, effect.key, happened, { id: by.id, name: by.name }))) return false;
    await record(client, {
      customerId: effect.customerId,
      onceKey: `${effect.key}:settled`,
      actor: by.id,
      action: happened ? 'effect.settled-as-done' : 'effect.settled-as-not-done',
      runId: effect.runId,
      facts: { effect: effect.key, operation: effect.operation, by: somebody(by, from, { isInteractive: true }) },
    });
    await parts.runs().tell(effect.runId, effect.key, { happened }, client);
    return true;
  });
  if (!settled) return answerWith('refused', 'Somebody has already said what happened.');

  const message = unsureMessage({
    id: effect.key,
    ticketId: effect.runId,
    customerName: (await currentCustomer(effect.customerId, parts)).name,
    subject: (await parts.tickets.find(effect.runId, effect.customerId))?.ticket.subject ?? '',
    ...toLookFor(effect.operation, parts.registry),
    settledBy: by.name,
    settledAs: happened ? 'happened' : 'did-not-happen',
  });
  await rewrite(effect.cards, message, parts);
  return answerWith('done', 'Thank you, I go on from there.', message);
}
