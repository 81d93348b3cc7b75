import { z } from 'zod';
import type { Belonging } from '../../domain/belonging.ts';
import type { Identity } from '../../domain/person.ts';

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#fetch-the-roster-or-user-profile */
const Member = z.object({
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
});

/** What Teams' record of a conversation's member comes to. */
export function belongingOf(given: unknown, person: Identity): Belonging {
  const { aadObjectId, objectId, tenantId, userRole } = Member.parse(given);
  const isSame = (aadObjectId ?? objectId)?.toLowerCase() === person.user;
  if (!isSame || tenantId?.toLowerCase() !== person.workspace) return 'outsider';
  // Whoever is called something else, or nothing, is taken for a guest.
  return userRole?.toLowerCase() === 'user' ? 'member' : 'guest';
}
