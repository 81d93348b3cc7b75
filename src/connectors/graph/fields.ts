import { z } from 'zod';

/** The directory's own id of an account; it never changes, unlike the sign-in name. */
export const UserId = z.guid().describe('Id of the account in the directory.');

/** Words for people; what runs is bound to `UserId`. */
export const Account = z
  .string()
  .max(320)
  .regex(/^[^\s\p{C}]+$/u, 'use a sign-in name such as ada@contoso.com')
  .describe('Sign-in name of the account, e.g. ada@contoso.com.');

export const SkuId = z.guid().describe('Id of the licence product.');

export const LicenseTitle = z.string().min(1).max(200).describe('Name of the licence, e.g. Visio Plan 2.');

export const UsageLocation = z
  .string()
  .regex(/^[A-Z]{2}$/, 'use a country code of two capital letters, e.g. GB')
  .describe('Country the licences are used in, two letters.');

export const RevokeSessions = z.boolean().describe('Whether to sign the account out everywhere.');
