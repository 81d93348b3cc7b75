import { z } from 'zod';
import type { Explained } from '../json-answer.ts';
import type { Connection } from './connection.ts';

/** What the refresh token has to be allowed, and what for. */
export const scopes = {
  organisations: 'Desk.basic.READ',
  readTickets: 'Desk.tickets.READ',
  createTickets: 'Desk.tickets.CREATE',
  updateTickets: 'Desk.tickets.UPDATE',
  search: 'Desk.search.READ',
  articles: 'Desk.articles.READ',
} as const;

const Refusal = z.object({
  errorCode: z.string(),
  errors: z.array(z.object({ fieldName: z.string().nullish() })).nullish(),
});

/** Makes sense of Zoho Desk's refusals: https://desk.zoho.com/DeskAPIDocument#Errors */
export function explainerFor(connection: Connection) {
  return (status: number, body: unknown): Explained | undefined => {
    const refusal = Refusal.safeParse(body).data;
    const code = refusal?.errorCode;
    if (status === 401)
      return {
        failure: 'Invalid API key',
        remedy: 'Make a new refresh token in the API console of Zoho, of the data centre that desk.yaml names.',
      };
    if (code === 'OAUTH_ORG_MISMATCH')
      return {
        failure: 'Wrong organisation',
        remedy: `Set org in desk.yaml to the organisation whose user made the refresh token; ${connection.org} is not.`,
      };
    if (code === 'SCOPE_MISMATCH')
      return {
        failure: 'Insufficient privileges',
        detail: 'scope',
        remedy: `Make a new refresh token with the scopes ${Object.values(scopes).join(', ')}. npx msp check names the one that is missing.`,
      };
    if (status === 403)
      return {
        failure: 'Insufficient privileges',
        remedy: `Give the user who made the refresh token a licence and access to the department ${connection.department} in Zoho Desk.`,
      };
    if (status === 404)
      return { failure: 'Not found', remedy: 'Check the id in Zoho Desk; the ticket may have been deleted.' };
    if (status === 429)
      return {
        failure: 'Rate limit exceeded',
        remedy: "Try again later, or raise the organisation's API credits in Zoho Desk.",
      };
    if (status >= 400 && status < 500) return notAccepted(connection, refusal?.errors ?? []);
    return undefined;
  };
}

/** Fields are named only where the name is ours. */
function notAccepted({ fields }: Connection, errors: readonly { readonly fieldName?: string | null | undefined }[]) {
  const own = ['subject', 'priority', 'status', 'description', 'resolution', 'contact', ...Object.values(fields)];
  const refused = errors.flatMap(({ fieldName }) => own.find((name) => fieldName?.split('/').at(-1) === name) ?? []);
  return {
    failure: 'Not accepted',
    ...(refused.length > 0 && { detail: [...new Set(refused)].join(', ') }),
    remedy: `Look at the ticket layout of the department in Zoho Desk: the custom fields ${fields.category} and ${fields.reference} have to be there, and no other field may be mandatory. Names of states are set under statuses in desk.yaml.`,
  } satisfies Explained;
}
