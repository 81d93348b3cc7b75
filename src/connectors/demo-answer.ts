import type { Operation } from './operation.ts';

interface Leaf {
  readonly path: string;
  readonly name: string;
  readonly value: string | number;
}

/** The declared answer, speaking of what was asked: what the example's output took from its input comes from `asked` instead. */
export function demoAnswer({ input, output }: Operation['example'], asked: unknown): unknown {
  const given = new Map(leaves(asked).map(({ path, value }) => [path, value]));
  const echoes = leaves(input).flatMap((leaf) => {
    const value = given.get(leaf.path);
    return value === undefined ? [] : [{ ...leaf, asked: value }];
  });
  return mapped(output, ({ name, value }) => {
    const echo = echoes.find((leaf) => leaf.value === value && (typeof value === 'string' || leaf.name === name));
    return echo?.asked ?? value;
  });
}

// Two numbers are easily equal by chance, so that a number is only taken over into a field of the same name.

function leaves(value: unknown): Leaf[] {
  const found: Leaf[] = [];
  mapped(value, (leaf) => {
    found.push(leaf);
    return leaf.value;
  });
  return found;
}

function mapped(value: unknown, change: (leaf: Leaf) => unknown, path: readonly (string | number)[] = []): unknown {
  if (typeof value === 'string' || typeof value === 'number')
    return change({ path: JSON.stringify(path), name: nameIn(path), value });
  if (Array.isArray(value)) return value.map((item, index) => mapped(item, change, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, change, [...path, key])]));
}

/** An item of a list goes by its list's name. */
function nameIn(path: readonly (string | number)[]): string {
  return String(path.findLast((part) => typeof part === 'string') ?? '');
}
