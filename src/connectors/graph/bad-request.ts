import { z } from 'zod';
import { jsonIn } from '../../lib/json-in.ts';
import type { VendorFailure } from '../vendor-error.ts';

/** What a refusal means, and what helps. */
export interface Meaning {
  readonly failure: VendorFailure;
  readonly detail?: string;
  readonly remedy: string;
}

export const notAccepted: Meaning = {
  failure: 'Not accepted',
  remedy: 'Correct what was asked for, or let a technician do it in the Entra admin centre.',
};

/** What lies behind one and the same code of Graph can only be told by its words; they are read here and go no further. */
const behindBadRequest: readonly (Meaning & { readonly sign: RegExp })[] = [
  {
    sign: /ObjectConflict|same value for property (userPrincipalName|proxyAddresses|mailNickname)/i,
    failure: 'Already exists',
    remedy: 'Choose another sign-in name, or use the account that has it.',
  },
  {
    sign: /usage location/i,
    failure: 'Not accepted',
    detail: 'the country of the account',
    remedy: 'Set the usage location of the account in the Entra admin centre to a country where the licence is sold.',
  },
  {
    sign: /CountViolation|does not have any available licenses/i,
    failure: 'Not accepted',
    detail: 'no licence is free',
    remedy: 'Buy one more, or take one from an account that no longer needs it.',
  },
  {
    sign: /MutuallyExclusiveViolation|conflicting service plans/i,
    failure: 'Not accepted',
    detail: 'it excludes a licence that the account holds',
    remedy: 'A technician decides which of the two licences the account keeps.',
  },
  {
    sign: /DependencyViolation|depends on/i,
    failure: 'Not accepted',
    detail: 'it needs another licence first',
    remedy: 'A technician assigns the licence that this one builds on.',
  },
  {
    sign: /domain portion|verified domain/i,
    failure: 'Not accepted',
    detail: 'the domain of the sign-in name',
    remedy: 'Use a domain that is verified in this tenant.',
  },
  {
    sign: /temporary ?access ?pass|lifetimeInMinutes/i,
    failure: 'Not accepted',
    detail: 'the pass',
    remedy:
      'Look at the policy for temporary access passes in the Entra admin centre: it may be off, or allow less time.',
  },
  {
    sign: /password/i,
    failure: 'Not accepted',
    detail: 'the password',
    remedy: 'Look at the password rules of the tenant: they refuse a long random password.',
  },
];

const Refusal = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().default(''),
    details: z.array(z.object({ code: z.string().default('') })).default([]),
  }),
});

/** What Graph means by a bad request. */
export function badRequest(text: string): Meaning {
  const said = saidIn(text);
  return behindBadRequest.find(({ sign }) => sign.test(said)) ?? notAccepted;
}

function saidIn(text: string): string {
  const refusal = Refusal.safeParse(jsonIn(text)).data;
  if (!refusal) return '';
  const { code, message, details } = refusal.error;
  return [code, message, ...details.map((one) => one.code)].join(' ');
}
