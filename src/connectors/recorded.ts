import { createHash } from 'node:crypto';
import type { Operation } from './operation.ts';
import { type Field, type Fields, inputShape, outputShape } from './shape.ts';

/** Longer texts are somebody's words, whatever they stand in. */
const LONGEST = 320;

/** What may be recorded of an operation's input: no secret but its reference, of people's words a digest, nothing undeclared. */
export function recordedInput(operation: Operation, input: unknown): Readonly<Record<string, unknown>> {
  return fieldsOf(input, inputShape(operation).fields);
}

/** What may be recorded of its answer. */
export function recordedOutput(operation: Operation, output: unknown): Readonly<Record<string, unknown>> {
  return fieldsOf(output, outputShape(operation).fields);
}

function fieldsOf(value: unknown, fields: Fields): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return field && part !== undefined ? [[name, recorded(part, field)]] : [];
    }),
  );
}

function recorded(value: unknown, field: Field): unknown {
  if (field.secret) return isSealed(value) ? value : LEFT_OUT;
  if (Array.isArray(value)) {
    const { items } = field;
    return items ? value.map((item) => recorded(item, field.words ? { ...items, words: true } : items)) : LEFT_OUT;
  }
  if (typeof value === 'object' && value !== null) return field.fields ? fieldsOf(value, field.fields) : LEFT_OUT;
  return typeof value === 'string' && (field.words || isLong(value)) ? wordsIn(value) : value;
}

/** Of a secret, or of what no schema describes. */
const LEFT_OUT = { leftOut: true };

function isSealed(value: unknown): boolean {
  return typeof value === 'string' && /^sealed:\S+$/.test(value);
}

function isLong(text: string): boolean {
  return text.length > LONGEST || /[\n\r]/.test(text);
}

/** Enough to prove later which words they were, and too little to read them. */
function wordsIn(text: string) {
  const sha256 = createHash('sha256').update(text.toWellFormed()).digest('hex');
  return { sha256, characters: text.length };
}
