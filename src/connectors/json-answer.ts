import type { z } from 'zod';
import type { Incoming, SendFailure, SendFailureKind } from '../egress/send.ts';
import { ConnectorError } from './connector-error.ts';
import type { Ask } from './json-request.ts';
import { type VendorFailure, vendorError } from './vendor-error.ts';

/** What a vendor means by an answer that is no success. */
export interface Explained {
  readonly failure: VendorFailure;
  readonly remedy: string;
  /** Ours, never the vendor's text. */
  readonly detail?: string;
}

/** A body, read. An empty one is `undefined`. The text itself goes nowhere: it may hold anything. */
export function readJson(text: string): { readonly isReadable: boolean; readonly value?: unknown } {
  if (text.trim() === '') return { isReadable: true };
  try {
    return { isReadable: true, value: JSON.parse(text) };
  } catch {
    return { isReadable: false };
  }
}

/** What a status means where the vendor has not said more. */
export function inGeneral(vendor: string, status: number): Explained {
  const [failure, remedy] = meanings[status] ?? [
    status >= 500 ? 'Not reachable' : status >= 400 ? 'Not accepted' : 'Unreadable answer',
    status >= 500
      ? `Try again later; ${vendor} has trouble of its own.`
      : `Tell an admin that ${vendor} answers in an unknown way.`,
  ];
  return { failure, remedy, detail: `status ${status}` };
}

const meanings: Readonly<Record<number, readonly [VendorFailure, string]>> = {
  400: ['Not accepted', 'Check the values of the request.'],
  401: ['Invalid API key', 'An admin checks the credential of this connection in desk.yaml, and runs msp check.'],
  403: [
    'Insufficient privileges',
    'An admin checks what the credential of this connection may do, and runs msp check.',
  ],
  404: ['Not found', 'Check whether it still exists, and whether the connection in desk.yaml is the right one.'],
  408: ['API call timeout', 'Try again later.'],
  409: ['Already exists', 'Look at what is there already, or try again in a moment.'],
  422: ['Not accepted', 'Check the values of the request.'],
  429: ['Rate limit exceeded', 'Try again in a few minutes.'],
};

/** The vendor has said no. What it refused was not carried out; where it fell over, nobody knows. */
export function refused(
  vendor: string,
  explained: Explained,
  ask: Ask,
  { status, afterDoubt }: Incoming,
): ConnectorError {
  const { failure, remedy, detail } = explained;
  const isRefusal = !afterDoubt && status !== 408 && (status < 300 || (status >= 400 && status < 500));
  const definite = changesNothing(ask) || isRefusal;
  return vendorError(vendor, failure, {
    ...(detail !== undefined && { detail }),
    remedy: definite ? remedy : lookFirst(vendor),
    definite,
  });
}

/** The vendor has said something that is no answer, so that it may well have done what it was asked for. */
export function unreadable(vendor: string, ask: Ask, problem?: z.ZodError): ConnectorError {
  const definite = changesNothing(ask);
  const detail = problem && placeOf(problem);
  return vendorError(vendor, 'Unreadable answer', {
    ...(detail && { detail }),
    remedy: definite
      ? `Try again later. If it stays so, tell an admin that ${vendor} answers in an unknown way.`
      : lookFirst(vendor),
    definite,
  });
}

/** The vendor has said nothing. */
export function noAnswer(vendor: string, cause: SendFailure, ask: Ask): ConnectorError {
  const { failure, detail, remedy } = silences[cause.kind];
  const definite = cause.definite || changesNothing(ask);
  return vendorError(vendor, failure, {
    ...(detail && { detail }),
    remedy: definite ? remedy : lookFirst(vendor),
    definite,
    cause,
  });
}

/** What an earlier try has left open, the failure of a later one does not close. */
export function stillInDoubt(
  vendor: string,
  { kind, message, remedy, cause }: ConnectorError,
  ask: Ask,
): ConnectorError {
  const definite = changesNothing(ask);
  return new ConnectorError(kind, message, { remedy: definite ? remedy : lookFirst(vendor), definite, cause });
}

const silences: Readonly<Record<SendFailureKind, Explained>> = {
  'host-refused': {
    failure: 'Not reachable',
    detail: "the address is not one of the vendor's",
    remedy: 'An admin checks the address of this connection in desk.yaml.',
  },
  'not-sendable': {
    failure: 'Not accepted',
    detail: 'a header can not be sent',
    remedy: 'An admin checks the credential of this connection: it is one line of plain characters.',
  },
  overloaded: {
    failure: 'Not reachable',
    detail: 'left alone for a while',
    remedy: 'Try again in a minute; nothing was sent.',
  },
  unreachable: {
    failure: 'Not reachable',
    remedy: 'Try again later. If it stays so, an admin checks the network, HTTPS_PROXY and NO_PROXY.',
  },
  interrupted: { failure: 'Not reachable', detail: 'the connection broke', remedy: 'Try again later.' },
  timeout: { failure: 'API call timeout', remedy: 'Try again later.' },
  'too-large': { failure: 'Unreadable answer', detail: 'too long', remedy: 'Ask for less at once.' },
};

function changesNothing({ method }: Ask): boolean {
  return method === 'GET';
}

function lookFirst(vendor: string): string {
  return `Look in ${vendor} whether it was done before anybody tries again.`;
}

/** Where an answer is not as expected. A name that may be somebody's words is left out. */
function placeOf({ issues }: z.ZodError): string {
  const path = issues[0]?.path.map(String) ?? [];
  return path.map((part) => (/^[\w@.-]{1,40}$/.test(part) ? part : '…')).join('.');
}
