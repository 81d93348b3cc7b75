import { ConnectorError, type ConnectorErrorKind } from './connector-error.ts';

/** The words people know a failure by, and what kind it is. */
const kinds = {
  'Invalid API key': 'unauthorized',
  'Failed to obtain access token': 'unauthorized',
  'Insufficient privileges': 'forbidden',
  'Wrong organisation': 'forbidden',
  'Customer ID not found': 'notFound',
  'Not found': 'notFound',
  'More than one found': 'conflict',
  'Already exists': 'conflict',
  'Not accepted': 'invalid',
  'Unreadable answer': 'invalid',
  'Rate limit exceeded': 'rateLimited',
  'API call timeout': 'timeout',
  'Not reachable': 'unavailable',
} satisfies Record<string, ConnectorErrorKind>;

export type VendorFailure = keyof typeof kinds;

/** A vendor's failure in the words people know it by, with what helps. `detail` is ours: vendors' texts may hold anything. */
export function vendorError(
  vendor: string,
  failure: VendorFailure,
  told: { readonly detail?: string; readonly remedy: string; readonly definite: boolean; readonly cause?: unknown },
): ConnectorError {
  const { detail, ...rest } = told;
  return new ConnectorError(kinds[failure], `${vendor}: ${failure}${detail ? ` (${detail})` : ''}.`, rest);
}
