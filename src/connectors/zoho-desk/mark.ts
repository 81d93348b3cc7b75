import { digest } from '../../lib/digest.ts';

/** A reference as Zoho Desk keeps it: letters and digits only, so that its search finds it whole. */
export function markOf(reference: string): string {
  return digest(reference).slice(0, 20);
}
