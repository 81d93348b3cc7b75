import type { Ticket } from '../domain/ticket.ts';
import type { Choice } from '../workflows/choose.ts';
import type { DeskParts } from './parts.ts';
import { UNDO, undoOf } from './undo.ts';

/** What runs for a ticket that takes another one back; `undefined` for every other ticket. */
export async function undoAsked(
  { command }: Ticket,
  parts: Pick<DeskParts, 'approvals' | 'effects' | 'registry'>,
): Promise<Choice | undefined> {
  if (command?.workflow !== UNDO) return undefined;
  const ticketId = command.inputs.ticket ?? '';
  const undo = await undoOf(ticketId, parts);
  if (!undo) throw new Error(`Nothing of ${ticketId} can be undone any more`);
  const { workflow, inputs } = undo;
  return { workflow, inputs, missing: [], why: `It takes back what ${ticketId} did.`, likely: [] };
}
