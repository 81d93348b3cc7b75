import { FileProblems, type Problem } from '../../lib/finding.ts';

/** A command can't do what it was asked, and whoever typed it can put that right. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

interface Told {
  readonly message: string;
  readonly remedy?: string;
  /** Each of them, where several things are wrong with a file. */
  readonly problems?: readonly Problem[];
}

/** What there is to say about any error: what happened, and what somebody can do about it. */
export function toldOf(error: unknown): Told {
  if (!(error instanceof Error)) return { message: String(error) };
  if (error instanceof FileProblems) return { message: error.message, problems: error.problems };
  const remedy = 'remedy' in error && typeof error.remedy === 'string' ? error.remedy : undefined;
  // Some messages end with their remedy already.
  return { message: error.message, ...(remedy && !error.message.includes(remedy) ? { remedy } : {}) };
}
