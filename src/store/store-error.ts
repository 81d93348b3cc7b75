export type StoreErrorKind =
  | 'noBinary'
  | 'unreachable'
  | 'otherMajor'
  | 'lostSecret'
  | 'didNotStart'
  | 'busy'
  | 'newerDatabase'
  | 'badMigrations'
  | 'badSettings'
  | 'idInUse'
  | 'databaseInUse';

/** The store could not do it. The message ends with the remedy, so that whoever reads only that knows what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreErrorKind;
  /** What somebody can do about it. */
  readonly remedy: string;

  constructor(kind: StoreErrorKind, what: string, { remedy, cause }: { remedy: string; cause?: unknown }) {
    super(`${what} ${remedy}`, { cause });
    this.kind = kind;
    this.remedy = remedy;
  }
}
