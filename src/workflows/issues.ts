import type { z } from 'zod';
import { nearest } from '../lib/nearest.ts';
import type { Finding, Path } from './finding.ts';
import { workflowKeys } from './schema.ts';

type Issue = z.core.$ZodIssue;

/** The guide's words for a workflow that does nothing. */
export const noSteps: Finding = {
  at: ['steps'],
  onKey: true,
  message: 'Workflow must have at least one agent',
  remedy: 'Add a step under `steps`.',
};

/** What each kind of step is recognised by. */
const verbs = ['operation', 'approve', 'require', 'notify', 'deliver'];

/** Says in words what the schema of workflow files has against a file. */
export function inWords(issues: readonly Issue[], value: unknown): Finding[] {
  return issues.flatMap((issue) => findings(issue, [], value));
}

function findings(issue: Issue, above: Path, value: unknown): Finding[] {
  const at: Path = [...above, ...issue.path.map(asWord)];
  const name = at.join('.') || 'the file';
  const written = valueAt(value, at);
  if (name === 'steps' && (written === undefined || written === null)) return [noSteps];
  if (written === undefined && at.length > 0 && issue.code !== 'unrecognized_keys') {
    return [{ at, onKey: true, message: `${name} is missing`, remedy: `Add ${at.at(-1)}.` }];
  }

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...at, key], key));
    case 'invalid_union':
      return meant(issue, at, value).flatMap((inner) => findings(inner, at, value));
    case 'invalid_key':
      return [{ at, onKey: true, message: `"${at.at(-1)}" is not a name`, remedy: sentence(issue.issues[0]?.message) }];
    case 'invalid_value': {
      const found = String(written);
      const known = issue.values.map(String);
      const near = nearest(found, known);
      const remedy = near ? `Did you mean ${near}?` : `Use one of ${known.join(', ')}.`;
      return [{ at, message: `${name} can't be "${found}"`, remedy }];
    }
    case 'custom':
    case 'invalid_format':
      return [{ at, message: `${name} is not written as it must be`, remedy: sentence(issue.message) }];
    case 'invalid_type':
      return [
        {
          at,
          message: `${name} is not the right kind of value`,
          remedy: `Write ${kinds[issue.expected] ?? issue.expected}.`,
        },
      ];
    case 'too_small':
      return [
        {
          at,
          message: `${name} has too little`,
          remedy: `Write at least ${issue.minimum}${unit[issue.origin] ?? ''}.`,
        },
      ];
    case 'too_big':
      return [
        { at, message: `${name} has too much`, remedy: `Write at most ${issue.maximum}${unit[issue.origin] ?? ''}.` },
      ];
    default:
      return [{ at, message: `${name} is not right`, remedy: sentence(issue.message) }];
  }
}

const unit: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

/** Of all the things it could have been, the one that was meant: the step with that verb, or whatever misses least. */
function meant({ errors }: z.core.$ZodIssueInvalidUnion, at: Path, value: unknown): readonly Issue[] {
  const written = valueAt(value, at);
  const isStep = at.length === 2 && at[0] === 'steps' && typeof written === 'object' && written !== null;
  if (!isStep) return errors.toSorted((a, b) => weight(a) - weight(b))[0] ?? [];

  const said = verbs.filter((verb) => Object.hasOwn(written, verb));
  const message = `Let this step do one thing: ${verbs.join(', ')}`;
  if (said.length !== 1) return [{ code: 'custom', path: [], message, input: written }];
  return errors.find((issues) => issues.every((issue) => !knowsNot(issue, said[0]))) ?? [];
}

function knowsNot(issue: Issue, verb: string | undefined): boolean {
  return issue.code === 'unrecognized_keys' && issue.keys.some((key) => key === verb);
}

/** A missing key weighs more than a wrong value: who writes a key means it. */
function weight(issues: readonly Issue[]): number {
  return issues.reduce((sum, { code }) => sum + (code === 'unrecognized_keys' ? 2 : 1), 0);
}

function unknownKey(at: Path, key: string): Finding {
  const near = nearest(key, workflowKeys());
  const remedy =
    near && near !== key ? `Did you mean ${near}?` : 'Remove it, or look at docs/workflows.md for what stands here.';
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

function sentence(words = 'Look at docs/workflows.md.'): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?]$/.test(words) ? '' : '.'}`;
}
