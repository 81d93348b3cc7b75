/** What an error is to whoever has to go on: the words of a vendor are in its message. */
export type ConnectorErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'invalid'
  | 'conflict'
  | 'rateLimited'
  | 'unavailable'
  | 'timeout';

/** A connector could not do it. `definite` means that nothing was changed, so that a repeat or a fallback is safe. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  readonly kind: ConnectorErrorKind;
  readonly definite: boolean;
  /** What somebody can do about it. */
  readonly remedy: string;

  constructor(
    kind: ConnectorErrorKind,
    message: string,
    { remedy, definite, cause }: { remedy: string; definite: boolean; cause?: unknown },
  ) {
    super(message, { cause });
    this.kind = kind;
    this.definite = definite;
    this.remedy = remedy;
  }
}

const passing: readonly ConnectorErrorKind[] = ['rateLimited', 'unavailable', 'timeout'];

/** Whether it may be well again without anybody's doing. */
export function isPassing({ kind }: ConnectorError): boolean {
  return passing.includes(kind);
}
