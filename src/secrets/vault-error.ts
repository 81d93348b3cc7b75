export type VaultErrorKind = 'noKey' | 'openToOthers' | 'wrongLength' | 'otherKey' | 'tampered' | 'gone';

/** The vault could not do it. The message never holds anything of a secret, and ends with the remedy. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly kind: VaultErrorKind;
  /** What somebody can do about it. */
  readonly remedy: string;

  constructor(kind: VaultErrorKind, what: string, { remedy, cause }: { remedy: string; cause?: unknown }) {
    super(`${what} ${remedy}`, { cause });
    this.kind = kind;
    this.remedy = remedy;
  }
}
