import { z } from 'zod';
import type { Incoming } from '../../egress/send.ts';
import type { ConnectorError } from '../connector-error.ts';
import { vendorError } from '../vendor-error.ts';
import type { GraphAsk } from './ask.ts';
import { badRequest, type Meaning, notAccepted } from './bad-request.ts';
import { grant, isGranted } from './permissions.ts';
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

/** What Graph means by an answer that is no success, to an app that may do what its roles say. */
export function refusal(ask: GraphAsk, incoming: Incoming, roles: readonly string[]): ConnectorError {
  const { status, headers, text, afterDoubt } = incoming;
  const { failure, detail, remedy } = status === 403 ? forbidden(ask, roles) : meaningOf(status, text);
  const requestId = z.guid().safeParse(headers.get('request-id')).data;
  const definite = ask.method === 'GET' || (!afterDoubt && status >= 400 && status < 500 && status !== 408);
  return vendorError(VENDOR, failure, {
    ...(detail && { detail }),
    remedy: definite ? remedy : 'Look in the Entra admin centre whether it was done before anybody tries again.',
    definite,
    cause: { status, requestId },
  });
}

function forbidden({ permission }: GraphAsk, roles: readonly string[]): Meaning {
  const failure = 'Insufficient privileges';
  if (!isGranted(permission, roles)) return { failure, detail: permission, remedy: grant(permission) };
  return {
    failure,
    detail: 'the app is not allowed to touch this account',
    remedy: 'Somebody who looks after administrators does this in the Entra admin centre.',
  };
}

function meaningOf(status: number, text: string): Meaning {
  const known = statuses[status];
  if (known) return known;
  if (status === 400) return badRequest(text);
  if (status > 400 && status < 500) return notAccepted;
  if (status >= 500) return { failure: 'Not reachable', detail: 'it is out of order', remedy: later };
  return { failure: 'Unreadable answer', remedy: 'Look whether a proxy answers in its place, and try again later.' };
}
