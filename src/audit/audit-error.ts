/** Something about the audit can't be done, and whoever looks after the desk can put that right. */
export class AuditError extends Error {
  override readonly name = 'AuditError';
  readonly kind: 'noKey' | 'badKey' | 'openToOthers' | 'unreadable' | 'rewritten';
  readonly remedy: string;

  constructor(kind: AuditError['kind'], message: string, given: { readonly remedy: string; readonly cause?: unknown }) {
    super(`${message} ${given.remedy}`, { cause: given.cause });
    this.kind = kind;
    this.remedy = given.remedy;
  }
}
