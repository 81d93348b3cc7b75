import { z } from 'zod';

/** What an event says about where its sender belongs. */
export const Origin = z.object({
  is_ext_shared_channel: z.boolean().optional(),
  event: z.object({
    team: z.string().min(1).optional(),
    user_team: z.string().min(1).optional(),
    source_team: z.string().min(1).optional(),
    user_profile: z.object({ team: z.string().min(1).optional() }).optional(),
  }),
});
export type Origin = z.infer<typeof Origin>;

/**
 * The workspace a sender is a member of, which need not be the one the bot is installed in: with Slack Connect,
 * people of other organisations write in our channels, and if they were given our workspace, a user id of theirs could
 * pass for one of our people. So any hint of another workspace wins, and in a channel that is or may be shared, `team`
 * alone proves nothing. What can't be known becomes a workspace nobody is linked to.
 * https://docs.slack.dev/apis/slack-connect
 */
export function homeOf({ event, is_ext_shared_channel: shared }: Origin, installedIn: string): string {
  const proofs = [event.user_team, event.source_team, event.user_profile?.team].filter((team) => team !== undefined);
  const foreign = [...proofs, event.team].find((team) => team !== undefined && team !== installedIn);
  if (foreign) return foreign;
  return proofs.length > 0 || shared === false ? installedIn : unknownTo(installedIn);
}

/** Equal to no workspace, and different for each of ours. */
export function unknownTo(installedIn: string): string {
  return `unknown-to-${installedIn}`;
}
