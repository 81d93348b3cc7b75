/** Works on all of them, so many at once; what is not begun yet is not read yet. The first failure ends it. */
export async function inParallel<T>(
  items: AsyncIterable<T> | Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const atWork = new Set<Promise<void>>();
  for await (const item of items) {
    const working: Promise<void> = work(item).then(() => void atWork.delete(working));
    working.catch(() => {}); // one that fails stays among them, and is thrown below
    atWork.add(working);
    if (atWork.size >= atOnce) await Promise.race(atWork);
  }
  await Promise.all(atWork);
}
