import type { Message } from '../cards/card.ts';
import { costMessage } from '../cards/cost.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { Customer } from '../domain/customer.ts';
import { hasRole, type Person } from '../domain/person.ts';
import { peopleWith } from '../domain/roster.ts';
import { costIn, monthOf } from './cost.ts';
import type { DeskParts } from './parts.ts';

/** Shows those who look after a customer what understanding its tickets costs this month. Of others they hear nothing. */
export async function showCost(
  asker: Person,
  customer: Customer,
  parts: Pick<DeskParts, 'roster' | 'spendings' | 'now'>,
): Promise<Message> {
  if (!hasRole(asker, 'technician', customer.id) && !hasRole(asker, 'approver', customer.id)) {
    const technicians = peopleWith('technician', customer.id, await parts.roster()).map(({ name }) => name);
    const who = technicians.length > 0 ? 'These technicians can tell you more:' : 'An admin can name one in desk.yaml.';
    return noticeMessage(`What this costs is shown to technicians and approvers. ${who}`, technicians.slice(0, 5));
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
