const list = new Intl.ListFormat('en', { type: 'disjunction' });

/** Names of whom one is enough: `Sam, Kim, or Tess`. */
export function anyOf(names: readonly string[]): string {
  return list.format(names);
}
