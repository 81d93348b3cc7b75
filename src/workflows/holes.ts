import type { Facts } from './facts.ts';

/** A hole that could not be filled. `path` is what it names, `remedy` what an author or a technician can do. */
export class HoleError extends Error {
  override readonly name = 'HoleError';
  readonly path: string;
  readonly remedy: string;

  constructor(path: string, message: string, remedy: string) {
    super(message);
    this.path = path;
    this.remedy = remedy;
  }
}

/** The guide's own words for a hole that asks what a classifier never said. */
const NO_CLASSIFICATION = 'Node failed: No classification data';

// One that is never closed counts too, so that a forgotten brace is an error and not silent text.
const hole = /\$\{([^}]*\}?)/g;
const onlyHole = /^\$\{([^}]*)\}$/;
const pathForm = /^[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9][A-Za-z0-9-]*)*$/;
const inherited = new Set(['__proto__', 'constructor', 'prototype']);

/** The words of a path, or nothing where it isn't one: no expression, no inherited property can be named. */
export function wordsOf(path: string): string[] | undefined {
  if (!pathForm.test(path)) return undefined;
  const words = path.split('.');
  return words.some((word) => inherited.has(word)) ? undefined : words;
}

/** The path of a text that is one hole and nothing else. */
export function soleHole(text: string): string | undefined {
  return onlyHole.exec(text)?.[1];
}

/** What is written between the braces of every hole in a value, however deep. */
export function holesIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(hole)].map(([, inside = '']) => pathIn(inside));
  if (Array.isArray(value)) return value.flatMap(holesIn);
  if (isObject(value)) return Object.values(value).flatMap(holesIn);
  return [];
}

/** The same value with its holes filled. What is put in is never read again, so a fact can't bring holes of its own. */
export function fill(value: unknown, facts: Facts): unknown {
  if (typeof value === 'string') return fillText(value, facts);
  if (Array.isArray(value)) return value.map((item) => fill(item, facts));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, facts)]));
  return value;
}

/** The value a path names; absent is an error. */
export function readPath(facts: Facts, path: string): unknown {
  const value = findPath(facts, path);
  if (value !== undefined && value !== null) return value;
  if (wordsOf(path)?.[0] === 'classification' && !facts.classification) {
    throw new HoleError(
      path,
      NO_CLASSIFICATION,
      'Start this workflow from a message, or let the step ask with `when`.',
    );
  }
  throw new HoleError(path, `Nothing is known for \${${path}}.`, 'Give it a value, or let the step ask with `when`.');
}

/** The value a path names, or `undefined` where there is none. Own properties only. */
export function findPath(facts: Facts, path: string): unknown {
  const words = wordsOf(path);
  if (!words) {
    throw new HoleError(path, `\${${path}} is not a hole.`, 'Write words joined by dots, e.g. ${inputs.account}.');
  }
  return words.reduce<unknown>(step, facts);
}

function step(value: unknown, word: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(word) ? value[Number(word)] : undefined;
  return isObject(value) && Object.hasOwn(value, word) ? value[word] : undefined;
}

function fillText(text: string, facts: Facts): unknown {
  const sole = soleHole(text);
  if (sole !== undefined) return readPath(facts, sole);
  return text.replace(hole, (_, inside: string) => asText(readPath(facts, pathIn(inside)), pathIn(inside)));
}

function pathIn(inside: string): string {
  return inside.endsWith('}') ? inside.slice(0, -1) : `${inside} …`;
}

function asText(value: unknown, path: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new HoleError(path, `\${${path}} is not text.`, 'Name one of its fields, or let it be the whole value.');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
