import type { Said } from '../chat/event.ts';
import type { Arrival } from '../connectors/inbox.ts';
import type { Place } from '../domain/place.ts';

/** Longer than this no ticket is; the rest is in the help desk. */
const LONGEST = 19_000;
const CUT = '\n[The rest of this ticket is in the help desk.]';

/** Where a help desk's ticket is talked about: in itself. */
function placeOf(helpDesk: string, customerId: string, ticketId: string): Place {
  return { platform: helpDesk, workspace: customerId, channel: 'tickets', thread: ticketId };
}

/** A help desk's ticket as the desk hears it. One ticket is heard once, whoever tells of it and however often. */
export function saidBy(helpDesk: string, customerId: string, arrival: Arrival): Said {
  const { ticketId, subject, body, requester, at } = arrival;
  const whole = [subject, body].filter((part) => part.trim()).join('\n\n') || 'A ticket without words.';
  return {
    kind: 'said',
    id: ticketId,
    at,
    place: placeOf(helpDesk, customerId, ticketId),
    from: { platform: helpDesk, workspace: customerId, user: requester.id, shownName: requester.name },
    text: whole.length > LONGEST ? whole.slice(0, LONGEST) + CUT : whole,
  };
}
