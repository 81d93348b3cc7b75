export type VaultErrorKind =
  | 'noKey'
  | 'openToOthers'
  | 'wrongLength'
  | 'otherKey'
  | 'tampered'
  | 'gone'
  | 'shredded'
  | 'keyVault';

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

/** Something lies where it does not belong, or was changed. */
export function tampered(cause?: unknown): VaultError {
  return new VaultError('tampered', 'A sealed secret does not open where it lies.', {
    remedy: 'Somebody may have changed the database: look into it before anything else is handed over.',
    cause,
  });
}

/** Whoever has the key by which this was sealed or wrapped, it is not us. */
export function otherKey(by: string, ours: readonly string[]): VaultError {
  const what = `This was sealed with the master key ${by}, and ours is ${ours.join(', ')}.`;
  const remedy = 'Put the earlier key back, or name it in MSP_PREVIOUS_KEYS.';
  return new VaultError('otherKey', what, { remedy });
}
