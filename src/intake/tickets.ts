import { z } from 'zod';
import type { Ears } from '../chat/ears.ts';
import { ANY_HELP_DESK } from '../domain/customer.ts';
import { jsonIn } from '../lib/json-in.ts';
import { jsonAnswer, type WebAnswer, type WebRequest, type WebRoute } from '../lib/web.ts';
import type { Letters } from '../store/letters.ts';
import { saidBy } from './place.ts';
import { isSigned } from './signature.ts';

const LONGEST_BODY = 128 * 1024;

/** A ticket as anybody may send it. */
const SentTicket = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\w.:-]+$/, 'use letters, digits and . : _ -'),
  subject: z.string().min(1).max(300),
  body: z.string().max(100_000).default(''),
  requester: z.strictObject({ id: z.string().min(1).max(320), name: z.string().min(1).max(200) }),
  at: z.iso.datetime().optional(),
});

interface Parts {
  readonly ears: Pick<Ears, 'accept'>;
  readonly letters: Letters;
  /** The customer's present secrets; none when it sends no tickets. */
  readonly secretsOf: (customerId: string) => Promise<readonly string[]>;
  readonly now: () => Date;
}

/** `POST /tickets` for every help desk without a connector, and `GET /tickets/:ticket` for what became of one. See docs/help-desks.md. */
export function ticketRoutes(parts: Parts): WebRoute[] {
  return [
    {
      method: 'post',
      path: '/tickets',
      longestBody: LONGEST_BODY,
      mediaType: 'application/json',
      answer: (request) => take(request, parts),
    },
    { method: 'get', path: '/tickets/:ticket', longestBody: 0, answer: (request) => tell(request, parts) },
  ];
}

async function take(request: WebRequest, parts: Parts): Promise<WebAnswer> {
  const customerId = await provenCustomer(request, request.body, parts);
  if (customerId === undefined) return notProven;

  const sent = SentTicket.safeParse(jsonIn(request.body));
  if (!sent.success) return jsonAnswer(422, { error: 'This is no ticket.', problems: problemsOf(sent.error) });
  const { id, subject, body, requester, at } = sent.data;
  const arrival = { ticketId: id, subject, body, requester, at: at ?? parts.now().toISOString() };
  await parts.ears.accept(saidBy(ANY_HELP_DESK, customerId, arrival));
  return jsonAnswer(202, { ticket: id });
}

async function tell(request: WebRequest, parts: Parts): Promise<WebAnswer> {
  const { ticket = '' } = request.path;
  const customerId = await provenCustomer(request, Buffer.from(`/tickets/${ticket}`), parts);
  if (customerId === undefined) return notProven;
  const letters = await parts.letters.of(customerId, ticket);
  const { outcome = null, simulated = false } = letters.findLast((letter) => letter.outcome !== null) ?? {};
  return jsonAnswer(200, { ticket, outcome, simulated, messages: letters.map(({ text, at }) => ({ text, at })) });
}

/** The customer comes from the key that signed, never from the ticket. */
async function provenCustomer({ headers }: WebRequest, payload: Buffer, parts: Parts): Promise<string | undefined> {
  const customerId = headers['x-msp-customer'] ?? '';
  const secrets = await parts.secretsOf(customerId);
  const signed = { timestamp: headers['x-msp-timestamp'], signature: headers['x-msp-signature'], payload };
  return isSigned(signed, secrets, parts.now()) ? customerId : undefined;
}

/** Names fields, never values. */
function problemsOf({ issues }: z.ZodError): string[] {
  return issues.map(({ path, message }) => `${z.core.toDotPath(path) || 'body'}: ${message}`);
}

const notProven = jsonAnswer(401, {
  error: 'This request is not signed by a customer who may send tickets, or its time is off. See docs/help-desks.md.',
});
