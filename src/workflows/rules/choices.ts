import { type Field, outputShape } from '../../connectors/shape.ts';
import type { InputChoices, Workflow } from '../../domain/workflow.ts';
import type { Finding, Path } from '../../lib/finding.ts';
import type { Catalogue } from '../catalogue.ts';
import { holesIn, wordsOf } from '../holes.ts';
import { inWords } from '../kinds.ts';
import { among, meaningOf } from '../meaning.ts';
import { callIn } from './calls.ts';

/** What is known before a workflow begins. */
const EARLY = ['requester', 'ticket', 'customer'];

/** Choices that can be looked up: by looking alone, before anything has begun, in an answer that has them. */
export function choices(workflow: Workflow, catalogue: Catalogue): Finding[] {
  return Object.entries(workflow.inputs).flatMap(([name, input]) =>
    input.choices ? ofChoices(input.choices, ['inputs', name, 'choices'], workflow, catalogue) : [],
  );
}

function ofChoices(look: InputChoices, at: Path, workflow: Workflow, catalogue: Catalogue): Finding[] {
  return [
    ...callIn(look, at, workflow, catalogue),
    ...holes(look, at, workflow, catalogue),
    ...answer(look, at, catalogue),
  ];
}

function holes({ with: given }: InputChoices, at: Path, workflow: Workflow, catalogue: Catalogue): Finding[] {
  return Object.entries(given).flatMap(([name, value]) =>
    holesIn(value).flatMap((path): Finding[] => {
      const here = [...at, 'with', name];
      const [root = ''] = wordsOf(path) ?? [];
      const meaning = meaningOf(path, workflow, catalogue);
      if (!('field' in meaning)) return [{ at: here, ...meaning }];
      if (EARLY.includes(root)) return [];
      const remedy = `Name something of ${EARLY.join(', ')}.`;
      return [{ at: here, message: `\${${path}} is not known yet when this is looked up`, remedy }];
    }),
  );
}

function answer({ operation: name, list, value, title }: InputChoices, at: Path, catalogue: Catalogue): Finding[] {
  const operation = catalogue.find(name)?.operation;
  if (!operation) return [];
  if (operation.risk !== 'read') {
    const message = `${name} changes something, and choices are only looked up`;
    return [{ at: [...at, 'operation'], message, remedy: 'Name an operation that only reads.' }];
  }
  const { fields } = outputShape(operation);
  const items = Object.hasOwn(fields, list) ? fields[list] : undefined;
  if (!items) {
    const message = `${name} answers with no ${list}`;
    return [{ at: [...at, 'list'], message, remedy: among(list, Object.keys(fields)) }];
  }
  if (items.type !== 'array') {
    const message = `${list} is ${inWords(items)} and no list`;
    return [{ at: [...at, 'list'], message, remedy: 'Name a field that is a list.' }];
  }
  const named = [['value', value] as const, ...(title === undefined ? [] : [['title', title] as const])];
  return named.flatMap(([what, field]) => ofItem(field, items.items, list, [...at, what]));
}

function ofItem(name: string, item: Field | undefined, list: string, at: Path): Finding[] {
  const fields = item?.fields ?? {};
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) {
    const message = `What ${list} lists has no ${name}`;
    return [{ at, message, remedy: among(name, Object.keys(fields)) }];
  }
  if (field.secret) return [{ at, message: `${name} is a secret`, remedy: 'Name a field that people may read.' }];
  if (field.type === 'string') return [];
  return [{ at, message: `${name} is ${inWords(field)}`, remedy: 'Name a field that is a text.' }];
}
