import type { Verified } from '../domain/verification.ts';
import { plain } from './plain.ts';

/** How it was proven that something is wanted, as a few words; what is weaker than it looks says so. */
export function verifiedInWords({ way, by }: Pick<Verified, 'way' | 'by'>): string {
  const who = plain(by.name, 80);
  switch (way) {
    case 'self':
      return `${who} asked in their own linked chat`;
    case 'manager':
      return `The manager ${who} confirmed it`;
    case 'code':
      return `${who} called the directory's number, and was read the code from their linked chat`;
    case 'call':
      return `${who} says that they called the directory's number`;
  }
}

/** What an approver should know of a way. */
export function caveatOf({ way }: Pick<Verified, 'way'>): string | undefined {
  if (way === 'call') return 'weaker: one word alone, and a recent change of that number is not known';
  return way === 'code' ? 'a recent change of that number is not known' : undefined;
}
