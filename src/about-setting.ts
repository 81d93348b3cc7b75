import { z } from 'zod';

/** What people are told about a setting; `expects` completes "Set it to …". The value of a secret is never shown. */
export interface About {
  readonly group: 'Server' | 'Storage' | 'Desk' | 'Model' | 'Slack' | 'Teams';
  readonly purpose: string;
  readonly expects: string;
  readonly example: string;
  readonly secret?: true;
}

/** What is said about each setting of `Environment`. */
export const about = z.registry<About>();

/** A setting that counts something, from 0. */
export const wholeNumber = (highest: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(highest));
