import type { ConnectorError } from '../connector-error.ts';
import type { Explained } from '../json-answer.ts';
import { type VendorFailure, vendorError } from '../vendor-error.ts';
import { VENDOR } from './vendor.ts';

const missing =
  'Look in Atera whether it is still there, and whether it belongs to the customer that connectors.atera names in desk.yaml.';
const notAccepted: Explained = {
  failure: 'Not accepted',
  remedy: 'Look in Atera whether what was named is as expected there; if it is, tell whoever looks after the desk.',
};
const away: Explained = {
  failure: 'Not reachable',
  remedy: 'Atera has trouble at the moment. Try again later; https://status.atera.com says more.',
};
const meanings: Readonly<Record<number, Explained>> = {
  // The body is empty, and a wrong key looks like none: https://support.atera.com/hc/en-us/articles/219083397
  401: {
    failure: 'Invalid API key',
    remedy:
      'Make a new API token in Atera under Admin, API, and put it where connectors.atera.key says in desk.yaml. Tokens end after a year at most.',
  },
  403: {
    failure: 'Insufficient privileges',
    remedy:
      'Give the API token the right for this in Atera under Admin, API, and allow the address the desk comes from if the token is limited to some.',
  },
  404: { failure: 'Not found', remedy: missing },
  409: { failure: 'Already exists', remedy: 'Look in Atera what is there already.' },
  429: {
    failure: 'Rate limit exceeded',
    remedy: 'Try again in a few minutes; other programs may use the same account.',
  },
};

/** What Atera means by a status that is no success. Its words stay where they are. */
export function explain(status: number): Explained | undefined {
  if (status >= 200 && status < 300) return undefined;
  return meanings[status] ?? (status >= 500 ? away : notAccepted);
}

/** Why something is not done, before anything was changed. */
export function refusal(failure: VendorFailure, detail: string, remedy: string): ConnectorError {
  return vendorError(VENDOR, failure, { detail, remedy, definite: true });
}

/** Another customer's things are not there for us, just like those that nobody has. */
export function notFound(): ConnectorError {
  return vendorError(VENDOR, 'Not found', { remedy: missing, definite: true });
}
