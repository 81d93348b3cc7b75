import type { Message } from '../cards/card.ts';
import { costMessage } from '../cards/cost.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { Customer } from '../domain/customer.ts';
import type { Place } from '../domain/place.ts';
import { may } from '../domain/right.ts';
import type { Caller } from './caller.ts';
import { costIn, monthOf } from './cost.ts';
import type { DeskParts } from './parts.ts';
import { type RefuseParts, refuse } from './refuse.ts';

/** Shows those who look after a customer what understanding its tickets costs this month. Of others they hear nothing. */
export async function showCost(
  asker: Caller,
  customer: Customer,
  place: Place,
  parts: Pick<DeskParts, 'spendings' | 'now'> & RefuseParts,
): Promise<Message> {
  if (!may(asker, 'see-cost', customer.id)) {
    return refuse({ right: 'see-cost', customerId: customer.id, matter: 'cost' }, asker, place, parts);
  }
  const { usage, model, budget } = parts.spendings;
  const month = monthOf(parts.now());
  const used = await usage.during(month, customer.id);
  const cost = costIn(used, customer.id, customer.classification?.budget);
  if (model === undefined && cost.calls + cost.spared === 0) return noticeMessage(nothing);
  return costMessage({
    customerName: customer.name,
    month,
    model,
    isKeptFromModel: customer.classification?.model === false,
    sharesBudget: budget !== undefined,
    cost,
  });
}

const nothing =
  'No language model is asked here, so understanding tickets costs nothing. An admin can name one with MSP_MODEL.';
