/**
 * What a repeat of a request would do. `safe`: nothing more, so that it is sent again after every failure that may pass.
 * `once`: maybe a second time, so that it is only sent again when the first one surely was not carried out.
 */
export type Repeat = 'safe' | 'once';

/** A request on its way to a vendor, encoded as it will be sent. */
export interface Outgoing {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly repeat: Repeat;
  readonly signal: AbortSignal;
}

/** What came back, read to its end. */
export interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** An earlier try of the same request may have been carried out, whatever this answer says of the last one. */
  readonly afterDoubt?: true;
}

/**
 * Sends to the hosts of one connection and nowhere else, patiently. Every status is an answer, also 429 and 5xx when
 * patience has ended; throws `SendFailure` when there was none, or the signal's reason.
 */
export type Send = (outgoing: Outgoing) => Promise<Incoming>;

/**
 * Nothing of a request that was refused, could not be written or found no place has left the house. Of every kind,
 * `definite` says whether the request surely was not carried out, in all its tries.
 */
export type SendFailureKind =
  | 'host-refused'
  | 'not-sendable'
  | 'overloaded'
  | 'unreachable'
  | 'interrupted'
  | 'timeout'
  | 'too-large';

/** There was no answer. */
export class SendFailure extends Error {
  override readonly name = 'SendFailure';
  readonly kind: SendFailureKind;
  readonly definite: boolean;

  constructor(kind: SendFailureKind, message: string, { definite, cause }: { definite: boolean; cause?: unknown }) {
    super(message, { cause });
    this.kind = kind;
    this.definite = definite;
  }
}
