import { jsonIn } from '../lib/json-in.ts';
import { jsonAnswer, type WebAnswer, type WebRequest, type WebRoute } from '../lib/web.ts';
import { helpDeskAt } from './help-desks.ts';
import type { Rounds } from './rounds.ts';
import type { IntakeParts } from './take-in.ts';

const LONGEST_BODY = 256 * 1024;
/** Help desks wait five seconds; what a proof has to fetch may take a part of them. */
const PROOF_WITHIN_MS = 4_000;
const MOST_TICKETS = 100;

/** Where help desks call when they have news. What they say is written down, answered, and read again from themselves. */
export function webhooks(parts: IntakeParts, rounds: Rounds): WebRoute[] {
  const take = (request: WebRequest) => taken(request, parts, rounds);
  return [
    // Zoho Desk asks once, unsigned, whether there is somebody. Nobody learns from the answer who our customers are.
    { method: 'get', path: '/webhooks/:connector/:customer', longestBody: 0, answer: async () => ({ status: 200 }) },
    { method: 'post', path: '/webhooks/:connector/:customer', longestBody: LONGEST_BODY, answer: take },
    { method: 'post', path: '/webhooks/:connector/:customer/:rest', longestBody: LONGEST_BODY, answer: take },
  ];
}

async function taken(request: WebRequest, parts: IntakeParts, rounds: Rounds): Promise<WebAnswer> {
  const { connector: name = '', customer: id = '', rest = '' } = request.path;
  const helpDesk = await helpDeskAt(name, id, parts);
  const webhook = helpDesk?.inbox.webhook;
  if (!helpDesk || !webhook) return notProven;
  const { connector, customer } = helpDesk;

  const reach = await parts.connections.reach(customer, connector);
  const call = { headers: request.headers, rest, body: request.body };
  const within = AbortSignal.timeout(PROOF_WITHIN_MS);
  if (!reach || !(await webhook.isProven(call, reach.connection, reach.tools, within))) return notProven;

  // What is no JSON still rings the bell: it was proven, and nothing in it is believed.
  const tickets = webhook.tickets(jsonIn(request.body));
  if (tickets === 'news') {
    void rounds.now(helpDesk).catch((cause) => parts.log.warn('intake.not-read', { customer: id, cause }));
    return { status: 200 };
  }
  for (const ticketId of tickets.slice(0, MOST_TICKETS)) {
    await parts.arrivals.told({ connector: connector.name, customerId: customer.id, ticketId });
  }
  void rounds.now().catch((cause) => parts.log.warn('intake.not-read', { customer: id, cause }));
  return { status: 200 };
}

const notProven = jsonAnswer(401, { error: 'This call does not prove where it comes from.' });
