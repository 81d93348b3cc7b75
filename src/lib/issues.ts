import type { z } from 'zod';
import type { Finding, Path } from './finding.ts';
import { nearest } from './nearest.ts';

export type Issue = z.core.$ZodIssue;

/** What is known about one kind of file beside its schema. */
export interface Dialect {
  /** Every key that can stand anywhere in it. */
  keys(): readonly string[];
  /** The page that says what stands in it. */
  readonly page: string;
  /** Its own words for something that is missing. */
  missing?(name: string): Finding | undefined;
  /** Of all the things something could have been, what speaks against the one that was meant. */
  meant?(errors: readonly (readonly Issue[])[], at: Path, written: unknown): readonly Issue[] | undefined;
}

/** Says in words what a schema has against what a file says at `above`, and below. */
export function inWords(issues: readonly Issue[], value: unknown, dialect: Dialect, above: Path = []): Finding[] {
  return issues.flatMap((issue) => findings(issue, above, value, dialect));
}

function findings(issue: Issue, above: Path, value: unknown, dialect: Dialect): Finding[] {
  const at: Path = [...above, ...issue.path.map(asWord)];
  const name = at.join('.') || 'the file';
  const written = valueAt(value, at);
  const told = written === undefined || written === null ? dialect.missing?.(name) : undefined;
  if (told) return [told];
  if (written === undefined && at.length > 0 && issue.code !== 'unrecognized_keys') {
    return [{ at, onKey: true, message: `${name} is missing`, remedy: `Add ${at.at(-1)}.` }];
  }

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...at, key], key, dialect));
    case 'invalid_union': {
      if ('options' in issue && Array.isArray(issue.options)) return [notAmong(issue.options, at, written)];
      const meant = dialect.meant?.(issue.errors, at, written) ?? lightest(issue.errors);
      const inner = meant.flatMap((one) => findings(one, at, value, dialect));
      return inner.length > 0 ? inner : [notRight(issue, at)]; // a refusal without a word would be none
    }
    case 'invalid_key':
      return [{ at, onKey: true, message: `"${at.at(-1)}" is not a name`, remedy: sentence(issue.issues[0]?.message) }];
    case 'invalid_value':
      return [notAmong(issue.values, at, written)];
    case 'custom':
    case 'invalid_format':
      return [{ at, message: `${name} is not written as it must be`, remedy: sentence(issue.message) }];
    case 'invalid_type':
      return [
        {
          at,
          message: `${name} is not the right kind of value`,
          remedy: kindRemedy(issue.expected, written),
        },
      ];
    case 'too_small':
      return [
        {
          at,
          message: `${name} ${sizes[issue.origin]?.few ?? 'is too small'}`,
          remedy: `Write at least ${amount(issue.minimum, issue.origin)}.`,
        },
      ];
    case 'too_big':
      return [
        {
          at,
          message: `${name} ${sizes[issue.origin]?.many ?? 'is too large'}`,
          remedy: `Write at most ${amount(issue.maximum, issue.origin)}.`,
        },
      ];
    default:
      return [notRight(issue, at)];
  }
}

function notAmong(values: readonly unknown[], at: Path, written: unknown): Finding {
  const found = String(written);
  const known = values.map(String);
  const near = nearest(found, known);
  const remedy = near ? `Did you mean ${near}?` : `Use one of ${known.join(', ')}.`;
  return { at, message: `${at.join('.')} can't be "${found}"`, remedy };
}

function notRight({ message }: Issue, at: Path): Finding {
  return { at, message: `${at.join('.') || 'the file'} is not right`, remedy: sentence(message) };
}

/** YAML takes what looks like a number for one. */
function kindRemedy(expected: string, written: unknown): string {
  if (expected === 'string' && ['number', 'boolean'].includes(typeof written)) return 'Put it in quotes.';
  return `Write ${kinds[expected] ?? expected}.`;
}

const sizes: Readonly<
  Record<string, { readonly few: string; readonly many: string; readonly unit: [string, string] }>
> = {
  string: { few: 'is too short', many: 'is too long', unit: ['character', 'characters'] },
  array: { few: 'has too few entries', many: 'has too many entries', unit: ['entry', 'entries'] },
};

/** `1 character`, `3 entries`; a number as it is. */
function amount(count: number | bigint, origin: string): string {
  const [one, more] = sizes[origin]?.unit ?? [];
  return [String(count), ...(one && more ? [count === 1 ? one : more] : [])].join(' ');
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

/** Whatever misses least. */
function lightest(errors: readonly (readonly Issue[])[]): readonly Issue[] {
  return errors.toSorted((a, b) => weight(a) - weight(b))[0] ?? [];
}

/** A missing key weighs more than a wrong value: who writes a key means it. */
function weight(issues: readonly Issue[]): number {
  return issues.reduce((sum, { code }) => sum + (code === 'unrecognized_keys' ? 2 : 1), 0);
}

function unknownKey(at: Path, key: string, { keys, page }: Dialect): Finding {
  const near = nearest(key, keys());
  const remedy = near && near !== key ? `Did you mean ${near}?` : `Remove it, or look at ${page} for what stands here.`;
  return { at, onKey: true, message: `"${key}" is not known here`, remedy };
}

function valueAt(value: unknown, at: Path): unknown {
  return at.reduce<unknown>(
    (inner, word) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, word) ? Reflect.get(inner, word) : undefined,
    value,
  );
}

function asWord(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? String(key) : key;
}

function sentence(words = 'Look at what stands here.'): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?]$/.test(words) ? '' : '.'}`;
}
