/** Which of these ended first, well or not. Never rejects because one of them did. */
export function firstEnded<K>(inFlight: ReadonlyMap<K, Promise<unknown>>): Promise<K> {
  const names = [...inFlight].map(async ([name, promise]) => {
    await promise.catch(() => {});
    return name;
  });
  return Promise.race(names);
}
