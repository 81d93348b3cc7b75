/** Something that is begun when it is first asked for. */
export interface Lazy<T> {
  (): Promise<T>;
  isBegun(): boolean;
}

/** Begins it once, however many ask at the same time. What could not begin is tried again by the next one who asks. */
export function lazily<T>(begin: () => Promise<T>): Lazy<T> {
  let begun: Promise<T> | undefined;
  const ask = () => {
    begun ??= begin().catch((cause: unknown) => {
      begun = undefined;
      throw cause;
    });
    return begun;
  };
  return Object.assign(ask, { isBegun: () => begun !== undefined });
}
