import { z } from 'zod';
import type { Belonging } from '../../domain/belonging.ts';
import type { Identity } from '../../domain/person.ts';
import type { Place } from '../../domain/place.ts';
import { type Client, refusalWord } from './client.ts';

/** Slack leaves `is_stranger` out for people of the workspace. What is left out of the rest is no proof of anything. */
const User = z.object({
  team_id: z.string(),
  deleted: z.boolean(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
});

/** What Slack says of users that it has never heard of, or does not show us. */
const notOurs = ['user_not_found', 'user_not_visible'];

/**
 * Whether they are of the workspace where something happens, by Slack's own record of now. The same user id in another
 * workspace is another person. https://docs.slack.dev/reference/objects/user-object
 */
export async function belongingOf(person: Identity, place: Place, { call }: Pick<Client, 'call'>): Promise<Belonging> {
  if (person.workspace !== place.workspace) return 'outsider';
  try {
    const { user } = await call((web) => web.users.info({ user: person.user }));
    return belongingIn(User.parse(user), person);
  } catch (error) {
    if (notOurs.includes(refusalWord(error) ?? '')) return 'outsider';
    throw error;
  }
}

function belongingIn(user: z.infer<typeof User>, { workspace }: Identity): Belonging {
  if (user.deleted) return 'gone';
  if (user.team_id !== workspace || user.is_stranger) return 'outsider';
  if (user.is_bot !== false) return 'bot';
  return user.is_restricted === false && user.is_ultra_restricted === false ? 'member' : 'guest';
}
