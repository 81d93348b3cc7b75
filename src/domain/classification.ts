import { z } from 'zod';

/** The sixteen kinds of ticket; definitions in docs/vocabulary.md. */
export const Category = z.enum([
  'password_reset',
  'account_lockout',
  'user_onboarding',
  'user_offboarding',
  'access_request',
  'software_request',
  'disk_cleanup',
  'email_issue',
  'network_issue',
  'printer_issue',
  'hardware_issue',
  'performance_issue',
  'application_error',
  'security_incident',
  'backup_restore',
  'other',
]);
export type Category = z.infer<typeof Category>;

export function categoryInWords(category: Category): string {
  return category.replaceAll('_', ' ');
}

/** Why a ticket must not be resolved without a person looking at it first, whatever its category. */
export const Veto = z.enum([
  'security-cue',
  'quoted-third-party',
  'instruction-to-the-bot',
  'link',
  'someone-else',
  'other-system',
  'negated',
]);
export type Veto = z.infer<typeof Veto>;

/** What the classifier believes. `reasoning` lists the cues that matched; `inputs` are candidates by input name. */
export const Classification = z.object({
  category: Category,
  confidence: z.number().int().min(0).max(100),
  reasoning: z.string(),
  suggestedAction: z.string(),
  autoResolvable: z.boolean(),
  vetoes: z.array(Veto).readonly(),
  inputs: z.record(z.string(), z.string()).readonly(),
});
export type Classification = Readonly<z.infer<typeof Classification>>;

/** Below this nothing is automated. The number is the classifier's own, so it may only hold back, never push. */
export const LOWEST_AUTOMATIC_CONFIDENCE = 70;
