import type { Operation } from '../../src/connectors/operation.ts';
import { type Field, type Fields, inputShape } from '../../src/connectors/shape.ts';

/** Every field at every depth, by its own name. */
export function named(fields: Fields): [string, Field][] {
  return Object.entries(fields).flatMap(([name, field]) => [
    [name, field],
    ...named(field.fields ?? {}),
    ...named(field.items?.fields ?? {}),
  ]);
}

/** The value once for each object in it, with a field too many in that object. */
export function withStrangers(value: unknown): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => withStrangers(item).map((changed) => value.with(index, changed)));
  if (typeof value !== 'object' || value === null) return [];
  const deeper = Object.entries(value).flatMap(([key, item]) =>
    withStrangers(item).map((changed) => ({ ...value, [key]: changed })),
  );
  return [{ ...value, stranger: 1 }, ...deeper];
}

/** The value once for each of its required fields, without it. */
export function withoutEach(value: unknown, fields: Fields): unknown[] {
  return Object.entries(fields)
    .filter(([, { required }]) => required)
    .map(([name]) => Object.fromEntries(Object.entries(Object(value)).filter(([key]) => key !== name)));
}

const otherValues = [
  'bob@contoso.com',
  'b0b00000-0000-4000-8000-000000000b0b',
  'INC0099999',
  '2027-02-03T04:05:06Z',
  '123456',
  'US',
  4242,
];

/** The example input with every field changed that can be, to something the operation accepts. */
export function varied(operation: Operation): unknown {
  const { fields } = inputShape(operation);
  const example = Object.entries<unknown>(Object(operation.example.input));
  return Object.fromEntries(
    example.map(([name, value]) => {
      const others = [...(fields[name]?.values ?? []), ...otherValues].filter((other) => other !== value);
      const accepted = (other: unknown) =>
        operation.input.safeParse({ ...Object.fromEntries(example), [name]: other }).success;
      return [name, others.find(accepted) ?? value];
    }),
  );
}

/** The values that are neither list nor object, at every depth. */
export function leavesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}

/** What the example says and the variation no longer does. */
export function changedLeaves(example: unknown, asked: unknown): unknown[] {
  const still = leavesOf(asked);
  return leavesOf(example).filter((leaf) => typeof leaf === 'string' && !still.includes(leaf));
}

/** Plain fields that stand in the example's input and in its output. */
export function sharedNames({ example }: Operation): string[] {
  const isPlain = (value: unknown) => typeof value === 'string' || typeof value === 'number';
  const output = Object(example.output);
  return Object.entries(Object(example.input)).flatMap(([name, value]) =>
    isPlain(value) && isPlain(output[name]) ? [name] : [],
  );
}
