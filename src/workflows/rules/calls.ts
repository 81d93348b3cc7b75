import { z } from 'zod';
import type { Operation } from '../../connectors/operation.ts';
import { type Field, inputShape } from '../../connectors/shape.ts';
import type { OperationStep, Workflow } from '../../domain/workflow.ts';
import type { Finding, Path } from '../../lib/finding.ts';
import type { Catalogue } from '../catalogue.ts';
import { holesIn } from '../holes.ts';
import { inWords } from '../kinds.ts';
import { among, meaningOf } from '../meaning.ts';
import { mismatches } from '../mismatches.ts';

/** Operations that exist, called with what they take. */
export function calls(workflow: Workflow, catalogue: Catalogue): Finding[] {
  return Object.entries(workflow.steps).flatMap(([name, step]) => {
    if ('operation' in step) return callIn(step, ['steps', name], workflow, catalogue);
    return 'task' in step && step.watch ? callIn(step.watch, ['steps', name, 'watch'], workflow, catalogue) : [];
  });
}

type Call = Pick<OperationStep, 'operation' | 'with'>;

/** One call, wherever in a workflow it stands. */
export function callIn(call: Call, at: Path, workflow: Workflow, catalogue: Catalogue): Finding[] {
  const found = catalogue.find(call.operation);
  if (found) return inputsOf(call, at, found.operation, workflow, catalogue);
  const message = `There is no operation ${call.operation}`;
  return [{ at: [...at, 'operation'], message, remedy: among(call.operation, catalogue.names()) }];
}

function inputsOf(step: Call, at: Path, operation: Operation, workflow: Workflow, catalogue: Catalogue) {
  const { fields } = inputShape(operation);
  const given = step.with;
  const missing = Object.keys(fields).filter((name) => fields[name]?.required && !Object.hasOwn(given, name));
  return [
    ...missing.map((name) => ({
      at: [...at, 'operation'],
      message: `${step.operation} needs the input ${name}`,
      remedy: `Add ${name} under \`with\`: ${inWords(fields[name])}.`,
    })),
    ...Object.entries(given).flatMap(([name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const where = [...at, 'with', name];
      const message = `${step.operation} takes no input ${name}`;
      if (!field) return [{ at: where, onKey: true, message, remedy: among(name, Object.keys(fields)) }];
      if (holesIn(value).length === 0) return literal(name, value, where, field, operation);
      return mismatches(value, field, where, (path) => meaningOf(path, workflow, catalogue));
    }),
  ];
}

/** A value that is written out is checked by the operation's own schema, where it can be asked for one field. */
function literal(name: string, value: unknown, at: Path, field: Field, { input }: Operation): Finding[] {
  const schema = input instanceof z.ZodObject ? input.shape[name] : undefined;
  const accepted = schema instanceof z.ZodType ? schema.safeParse(value).success : true;
  if (accepted) return [];
  return [{ at, message: `${JSON.stringify(value)} is not what ${name} takes`, remedy: `Write ${inWords(field)}.` }];
}
