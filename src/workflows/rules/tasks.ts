import { outputShape } from '../../connectors/shape.ts';
import type { Workflow } from '../../domain/workflow.ts';
import type { Finding, Path } from '../../lib/finding.ts';
import type { Catalogue } from '../catalogue.ts';

import { soleHole } from '../holes.ts';
import { inWords, isNumber } from '../kinds.ts';
import { among, meaningOf } from '../meaning.ts';
import { before } from '../order.ts';

/** Work by hand is watched by looking, and nothing is called resolved that a technician still has to do. */
export function tasks(workflow: Workflow, catalogue: Catalogue): Finding[] {
  return Object.entries(workflow.steps).flatMap(([name, step]) => {
    if ('task' in step && step.watch) return ofWatch(step.watch, ['steps', name, 'watch'], workflow, catalogue);
    if ('operation' in step) return ofAssisted(name, step.operation, workflow, catalogue);
    return [];
  });
}

type Watched = { readonly operation: string; readonly reading: string; readonly before: string };

function ofWatch(watch: Watched, at: Path, workflow: Workflow, catalogue: Catalogue): Finding[] {
  const operation = catalogue.find(watch.operation)?.operation;
  if (!operation) return [];
  const { fields } = outputShape(operation);
  const field = Object.hasOwn(fields, watch.reading) ? fields[watch.reading] : undefined;
  const earlier = meaningOf(soleHole(watch.before) ?? '', workflow, catalogue);
  const found: (Finding | false)[] = [
    operation.risk !== 'read' && {
      at: [...at, 'operation'],
      message: `${watch.operation} changes something, and is called again and again here`,
      remedy: 'Name an operation that only reads.',
    },
    !field && {
      at: [...at, 'reading'],
      message: `${watch.operation} answers with no ${watch.reading}`,
      remedy: among(watch.reading, Object.keys(fields)),
    },
    field !== undefined &&
      !isNumber(field) && {
        at: [...at, 'reading'],
        message: `${watch.reading} is ${inWords(field)} and never rises`,
        remedy: 'Name a field that is a number.',
      },
    'field' in earlier &&
      !isNumber(earlier.field) && {
        at: [...at, 'before'],
        message: `${watch.before} is ${inWords(earlier.field)}`,
        remedy: 'Name the number that was read before.',
      },
  ];
  return found.filter((finding) => finding !== false);
}

/** An operation that only asks a technician answers so; what was asked for is not done yet. */
function ofAssisted(name: string, called: string, { end, steps }: Workflow, catalogue: Catalogue): Finding[] {
  const operation = catalogue.find(called)?.operation;
  const isAssisted = operation && outputShape(operation).fields.status?.values?.includes('waiting-for-technician');
  if (!isAssisted || end !== 'resolved') return [];
  const isAwaited = Object.entries(steps).some(([other, one]) => 'task' in one && before(steps, other).has(name));
  if (isAwaited) return [];
  const message = `${called} only asks a technician, and nobody waits until it was done`;
  return [{ at: ['steps', name, 'operation'], message, remedy: `Add a \`task\` step that needs ${name}.` }];
}
