import { longKnown } from '../../domain/link.ts';
import { isAtHome, isUnlinked, type Person } from '../../domain/person.ts';
import { ownerOf, type Roster } from '../../domain/roster.ts';
import type { NewVerification, Verified } from '../../domain/verification.ts';
import type { PoolClient } from '../../store/pool.ts';
import type { Question } from '../asked-approval.ts';
import type { DeskParts } from '../parts.ts';
import type { Run } from '../run.ts';
import { subjectOf } from './subject.ts';

/** Whose wish stands behind some calls, and what is known of it now. */
export interface Wish {
  /** Whose word is needed; absent where nobody can tell. */
  readonly account: string | undefined;
  /** That very person, if they asked for it themselves, in their own linked chat. */
  readonly owner: Person | undefined;
  /** That it was found out, by them or by others. */
  readonly verified: Verified | undefined;
  readonly isVerified: boolean;
}

export type WishParts = Pick<DeskParts, 'registry' | 'roster' | 'platforms'> & {
  readonly verifications: Pick<DeskParts['verifications'], 'read'>;
};

type Asking = Pick<Question, 'step' | 'calls'>;

/** Looked up anew each time: somebody who was unlinked meanwhile has not asked for themselves any more. */
export async function wishBehind(asking: Asking, run: Run, parts: WishParts, client?: PoolClient): Promise<Wish> {
  const account = subjectOf(asking, run, parts.registry);
  if (account === undefined) return { account, owner: undefined, verified: undefined, isVerified: false };
  const owner = await askedThemselves(account, run, parts);
  const found = (await parts.verifications.read(idOf(asking.step, account, run), client))?.verified;
  const verified = found?.way === 'self' && !owner ? undefined : found;
  return { account, owner, verified, isVerified: verified !== undefined || owner !== undefined };
}

/** A mail is never from its sender. */
async function askedThemselves(account: string, { ticket }: Run, parts: WishParts): Promise<Person | undefined> {
  const { requester, place } = ticket;
  const roster = await parts.roster();
  const owner = isOwnAccount(account, requester, roster) ? ownerOf(account, roster) : undefined;
  const isThere = parts.platforms.get(place.platform)?.isInteractive === true;
  return owner && isThere && isAtHome(longKnown(owner), place) ? owner : undefined;
}

/** Whether whoever asked is the one person with that account, linked and still known. */
export function isOwnAccount(account: string, requester: Person, roster: Roster): boolean {
  return !isUnlinked(requester) && ownerOf(account, roster)?.id === requester.id;
}

/** The verification of this wish, before anything is known of it. One for each person that a step turns out to be about. */
export function aboutThis({ step, calls }: Asking, account: string, run: Run): NewVerification {
  const { id: runId, ticket } = run;
  return {
    ...{ id: idOf(step, account, run), runId, ticketId: ticket.id, customerId: ticket.customerId },
    ...{ account, requester: ticket.requester },
    what: calls.map(({ title }) => title).join(', '),
  };
}

function idOf(step: string, account: string, { id }: Run): string {
  return `${id}:${step}:${account.toLowerCase()}:verification`;
}
