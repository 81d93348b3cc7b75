import type { Operation } from '../connectors/operation.ts';
import { type Field, type Fields, outputShape } from '../connectors/shape.ts';
import { Category } from '../domain/category.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { Finding } from '../lib/finding.ts';
import { nearest } from '../lib/nearest.ts';
import type { Catalogue } from './catalogue.ts';
import { wordsOf } from './holes.ts';
import { stepNamed } from './order.ts';

/** What a path stands for, or why it stands for nothing. `optional`: it may be absent even when its step is done. */
export type Meaning = { readonly field: Field; readonly optional: boolean } | Pick<Finding, 'message' | 'remedy'>;

const text: Field = { type: 'string', required: true, secret: false, description: '' };

/** What every run knows. A run that was never classified fails when it is asked, in the guide's words. */
const always: Fields = {
  ticket: group({
    id: text,
    subject: text,
    body: text,
    helpDesk: { ...text, required: false },
    people: { ...text, type: 'array', items: text },
  }),
  requester: group({ name: text, account: { ...text, required: false }, contact: text }),
  customer: group({ id: text, name: text }),
  classification: group({
    category: { ...text, values: Category.options },
    confidence: { ...text, type: 'integer' },
    reasoning: text,
    suggestedAction: text,
  }),
};

/** What is known when a task is done. */
const taskEnd: Fields = {
  by: text,
  report: text,
  after: { ...text, type: 'number', required: false },
};

const roots = ['inputs', 'steps', ...Object.keys(always)];

/** Follows a path through what this workflow can know. */
export function meaningOf(path: string, workflow: Workflow, catalogue: Catalogue): Meaning {
  const words = wordsOf(path);
  const [root, name, ...rest] = words ?? [];
  if (!words || !root) {
    return wrong(
      `\${${path}} is not a hole`,
      'Write words joined by dots, e.g. ${inputs.account}; nothing is computed.',
    );
  }
  if (root === 'inputs')
    return name && rest.length === 0
      ? inputNamed(name, workflow)
      : wrong(`\${${path}} names no input`, 'Write ${inputs.name}.');
  if (root === 'steps') return outputOf(path, name, rest, workflow, catalogue);
  if (!Object.hasOwn(always, root)) return wrong(`Nothing is called ${root}`, among(root, roots));
  return follow(path, group(always), words);
}

function inputNamed(name: string, { inputs }: Workflow): Meaning {
  if (Object.hasOwn(inputs, name)) return { field: text, optional: false };
  const near = nearest(name, Object.keys(inputs));
  return wrong(`This workflow has no input ${name}`, near ? `Did you mean ${near}?` : `Add ${name} under \`inputs\`.`);
}

function outputOf(
  path: string,
  name: string | undefined,
  rest: readonly string[],
  { steps }: Workflow,
  catalogue: Catalogue,
): Meaning {
  const step = name === undefined ? undefined : stepNamed(steps, name);
  if (name === undefined || !step)
    return wrong(`There is no step ${name ?? 'without a name'}`, among(name ?? '', Object.keys(steps)));
  if ('task' in step && rest.length > 0) return follow(path, group(taskEnd), rest);
  if (!('operation' in step))
    return wrong(`The step ${name} gives nothing to read`, 'Only a step with an operation or a task has an output.');

  const found = catalogue.find(step.operation);
  if (!found) return { field: { ...text, type: 'unknown' }, optional: false };
  const fields = outputOfOperation(found.operation);
  if (rest.length === 0)
    return wrong(`\${${path}} names a whole step`, `Name one of its fields: ${Object.keys(fields).join(', ')}.`);
  return follow(path, group(fields), rest);
}

const outputs = new WeakMap<Operation, Fields>();

/** Every hole asks for a shape, and working one out takes as long as reading a file. */
function outputOfOperation(operation: Operation): Fields {
  const fields = outputs.get(operation) ?? outputShape(operation).fields;
  outputs.set(operation, fields);
  return fields;
}

function follow(path: string, from: Field, words: readonly string[]): Meaning {
  let field = from;
  let optional = false;
  for (const word of words) {
    const next = /^\d+$/.test(word) ? field.items : own(field.fields, word);
    if (!next) {
      const known = Object.keys(field.fields ?? {});
      return wrong(
        `\${${path}} names nothing: there is no ${word}`,
        known.length > 0 ? among(word, known) : `Stop before ${word}.`,
      );
    }
    optional ||= !next.required || field.items === next;
    field = next;
  }
  return { field, optional };
}

function own(fields: Fields | undefined, word: string): Field | undefined {
  return fields && Object.hasOwn(fields, word) ? fields[word] : undefined;
}

function group(fields: Fields): Field {
  return { ...text, type: 'object', fields };
}

/** What to write instead: the word that was probably meant, or all there are. */
export function among(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near ? `Did you mean ${near}?` : `Use one of ${known.join(', ')}.`;
}

function wrong(message: string, remedy: string): Meaning {
  return { message, remedy };
}
