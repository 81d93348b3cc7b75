import { z } from 'zod';
import type { Incoming } from '../../egress/send.ts';
import type { ConnectorError } from '../connector-error.ts';
import { vendorError } from '../vendor-error.ts';
import type { GraphAsk } from './ask.ts';
import { badRequest, type Meaning, notAccepted } from './bad-request.ts';
import { grant } from './permissions.ts';
import { VENDOR } from './vendor.ts';

const later = 'Try again in a few minutes.';

const statuses: Readonly<Record<number, Meaning>> = {
  401: {
    failure: 'Failed to obtain access token',
    detail: 'the token is not taken',
    remedy: 'Check tenant, cloud and clientId of connectors.graph in desk.yaml, and that the app is not switched off.',
  },
  404: {
    failure: 'Not found',
    remedy: 'Check the account. One that was created a moment ago can take a minute to appear.',
  },
  408: { failure: 'API call timeout', remedy: later },
  409: { failure: 'Already exists', remedy: 'Look whether somebody else has done it already, and try again.' },
  429: { failure: 'Rate limit exceeded', remedy: later },
  504: { failure: 'API call timeout', remedy: later },
};

/** What Graph means by an answer that is no success. */
export function refusal(ask: GraphAsk, { status, headers, text, afterDoubt }: Incoming): ConnectorError {
  const { failure, detail, remedy } = meaningOf(ask, status, text);
  const requestId = z.guid().safeParse(headers.get('request-id')).data;
  return vendorError(VENDOR, failure, {
    ...(detail && { detail }),
    remedy,
    definite: ask.method === 'GET' || (!afterDoubt && status >= 400 && status < 500 && status !== 408),
    cause: { status, requestId },
  });
}

function meaningOf({ permission }: GraphAsk, status: number, text: string): Meaning {
  if (status === 403) return { failure: 'Insufficient privileges', detail: permission, remedy: grant(permission) };
  const known = statuses[status];
  if (known) return known;
  if (status === 400) return badRequest(text);
  if (status > 400 && status < 500) return notAccepted;
  if (status >= 500) return { failure: 'Not reachable', detail: 'it is out of order', remedy: later };
  return { failure: 'Unreadable answer', remedy: 'Look whether a proxy answers in its place, and try again later.' };
}
