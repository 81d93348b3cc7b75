import { z } from 'zod';
import type { Belonging } from '../../domain/belonging.ts';
import type { Identity } from '../../domain/person.ts';

/**
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#fetch-the-roster-or-user-profile
 * The page names no values of `userRole`; guest, owner and user: https://github.com/microsoft/botbuilder-dotnet/issues/3405
 */
const Member = z.object({
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
});

/** Whoever is called something else, or nothing, is taken for a guest. */
const ofMembers = ['user', 'owner'];
/** In the name of every account that belongs to another organisation. Somebody was told "user" of a guest: https://github.com/MicrosoftDocs/msteams-docs/issues/6381 */
const FROM_ELSEWHERE = '#ext#';

/** What Teams' record of a conversation's member comes to. */
export function belongingOf(given: unknown, person: Identity): Belonging {
  const { aadObjectId, objectId, tenantId, userRole, userPrincipalName } = Member.parse(given);
  const isSame = (aadObjectId ?? objectId)?.toLowerCase() === person.user;
  if (!isSame || tenantId?.toLowerCase() !== person.workspace) return 'outsider';
  if (userPrincipalName?.toLowerCase().includes(FROM_ELSEWHERE)) return 'guest';
  return ofMembers.includes(userRole?.toLowerCase() ?? '') ? 'member' : 'guest';
}
