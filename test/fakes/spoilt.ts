/** What a value at the end of a path can be instead; `undefined` takes it out. */
const instead = [undefined, null, '', 7, {}] as const;

/** Every way to spoil one value of a document, a copy each; `what` says which and how. */
export function* spoilt(document: object): Generator<{ readonly what: string; readonly document: unknown }> {
  for (const path of leavesOf(document)) {
    for (const value of instead) {
      const copy: unknown = structuredClone(document);
      put(copy, path, value);
      yield { what: `${path.join('.')} = ${JSON.stringify(value)?.slice(0, 20)}`, document: copy };
    }
  }
}

/** The ways to everything in it that holds nothing else, and to all that do. */
function leavesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  const inside = Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
  return path.length > 0 ? [[...path], ...inside] : inside;
}

function put(document: unknown, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  const holder = document as Record<string, unknown>;
  if (rest.length > 0) put(holder[key], rest, value);
  else if (value === undefined) delete holder[key];
  else holder[key] = value;
}
