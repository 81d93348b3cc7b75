import { z } from 'zod';
import { vendorError } from '../vendor-error.ts';
import { ZohoId } from '../zoho-accounts.ts';
import { type DeskClient, pageOf } from './client.ts';
import { markOf } from './mark.ts';
import { VENDOR } from './vendor.ts';

export const VendorComment = z.object({ id: ZohoId, content: z.string() });
export type VendorComment = z.infer<typeof VendorComment>;

const PAGE = 100;
const MOST_PAGES = 10;

/** A comment has no field for a reference, so that its last line says it. */
export function withReference(text: string, reference: string): string {
  return `${text}\n\n${lastLine(reference)}`;
}

/** The comment that was written under this reference; the list of comments is always up to date. */
export async function findComment(
  client: DeskClient,
  ticketId: string,
  reference: string,
  signal: AbortSignal,
): Promise<VendorComment | 'absent'> {
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { sortBy: '-commentedTime', from: page * PAGE, limit: PAGE };
    const ask = { method: 'GET', path: `/tickets/${ticketId}/comments`, query, repeat: 'safe' } as const;
    const comments = await client.request(ask, pageOf(VendorComment), signal);
    const found = comments.find(({ content }) => content.includes(lastLine(reference)));
    if (found) return found;
    if (comments.length < PAGE) return 'absent';
  }
  throw vendorError(VENDOR, 'Not reachable', {
    detail: 'too many comments to look through',
    remedy: 'Look in Zoho Desk whether the comment is there.',
    definite: true,
  });
}

function lastLine(reference: string): string {
  return `Reference ${markOf(reference)}`;
}
