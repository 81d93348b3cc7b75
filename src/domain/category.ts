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

/** What other systems and the guide call some of them. */
const aliases = {
  license_request: 'software_request',
  software_install: 'software_request',
  disk_space: 'disk_cleanup',
  hardware_failure: 'hardware_issue',
  security_alert: 'security_incident',
} as const satisfies Readonly<Record<string, Category>>;

/** A category by its own name or by one of its aliases. */
export const CategoryName = z
  .enum([...Category.options, ...(Object.keys(aliases) as (keyof typeof aliases)[])])
  .transform((name): Category => (name in aliases ? aliases[name as keyof typeof aliases] : (name as Category)));

/** Every name a category goes by. */
export const categoryNames: readonly string[] = [...Category.options, ...Object.keys(aliases)];

/** How people write a category. */
export function categoryInWords(category: Category): string {
  return category.replaceAll('_', ' ');
}
