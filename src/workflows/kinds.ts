import type { Field } from '../connectors/shape.ts';

const words: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
};

/** What kind of value a field is, for people. */
export function inWords(field: Field | undefined): string {
  if (field?.values) return `one of ${field.values.join(', ')}`;
  return words[field?.type ?? ''] ?? 'a value';
}

/** Whether a value of one field may stand where another is expected. What isn't known fits. */
export function fits(brought: Field, expected: Field): boolean {
  if (isUnknown(brought) || isUnknown(expected)) return true;
  if (expected.values) return brought.values?.every((value) => expected.values?.includes(value)) ?? false;
  return brought.type === expected.type || (brought.type === 'integer' && expected.type === 'number');
}

export function isNumber(field: Field): boolean {
  return isUnknown(field) || field.type === 'number' || field.type === 'integer';
}

/** A list or an object has no place inside a text. */
export function isPlain(field: Field): boolean {
  return isUnknown(field) || (field.type !== 'array' && field.type !== 'object');
}

/** Whether a field can have this value at all. */
export function canBe(field: Field, value: string | number | boolean): boolean {
  if (field.values) return field.values.includes(value);
  if (isUnknown(field)) return true;
  return typeof value === 'number' ? isNumber(field) : typeof value === field.type;
}

function isUnknown({ type, fields }: Field): boolean {
  return type === 'unknown' || (type === 'object' && !fields);
}
