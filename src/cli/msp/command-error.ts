/** A command can't do what it was asked, and whoever typed it can put that right. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** What there is to say about any error: what happened, and what somebody can do about it. */
export function toldOf(error: unknown): { readonly message: string; readonly remedy?: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  const remedy = 'remedy' in error && typeof error.remedy === 'string' ? error.remedy : undefined;
  // Some messages end with their remedy already.
  return { message: error.message, ...(remedy && !error.message.includes(remedy) ? { remedy } : {}) };
}
