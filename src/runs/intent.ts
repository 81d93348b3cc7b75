/** A call that changes something outside. */
export interface Intent {
  /** Names the effect for good: the run and its step. */
  readonly key: string;
  readonly runId: string;
  readonly customerId: string;
  readonly operation: string;
  readonly input: unknown;
  readonly repeatable: boolean | 'same-input';
  /** How long the call may take; 0 when it dies with this process. */
  readonly withinMs: number;
}

/** Nobody can tell whether the call was carried out. Only evidence or a person may say. */
export class Unsure extends Error {
  override readonly name = 'Unsure';
  readonly unsure = true;
  readonly effect: string;

  constructor(effect: string, cause?: unknown) {
    super('Nobody can tell whether this was carried out.', { cause });
    this.effect = effect;
  }
}

/** It was cut off or went wrong half-way, and a look has shown that it was not carried out. */
export class NotCarriedOut extends Error {
  override readonly name = 'NotCarriedOut';
  readonly definite = true;
  readonly remedy?: string;

  constructor(cause: unknown) {
    const { message, remedy } = factsOf(cause);
    super(`${message} A look has shown that nothing was changed.`, { cause });
    if (remedy) this.remedy = remedy;
  }
}

/** Absent is not definite: an error that doesn't say so may have come after the effect. */
export function factsOf(error: unknown): {
  readonly definite: boolean;
  readonly message: string;
  readonly remedy?: string;
} {
  const { definite, message, remedy } = (error ?? {}) as { definite?: unknown; message?: unknown; remedy?: unknown };
  return {
    definite: definite === true,
    message: typeof message === 'string' ? message : String(error),
    ...(typeof remedy === 'string' ? { remedy } : {}),
  };
}
