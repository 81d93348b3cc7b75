import { z } from 'zod';
import { nearest } from '../lib/nearest.ts';

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

/** The category that people mean by what they write: `Password Reset` is `password_reset`. */
export function categoryNamed(written: string): Category | undefined {
  return CategoryName.safeParse(asName(written)).data;
}

/** What to write instead of a name that no category goes by; `said` is how a name is written there. */
export function remedyForCategory(written: string, said = (name: string) => name): string {
  const names = CategoryName.in.options;
  const near = nearest(asName(written).slice(0, LONGEST_NAME), names);
  return near ? `Did you mean ${said(near)}?` : `Use one of ${names.map(said).join(', ')}.`;
}

/** No name is longer, and comparing with one takes its time. */
const LONGEST_NAME = 60;

function asName(written: string): string {
  return written
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

/** How people write a category. */
export function categoryInWords(category: string): string {
  return category.replaceAll('_', ' ');
}
