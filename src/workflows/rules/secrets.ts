import type { Field } from '../../connectors/shape.ts';
import type { Workflow } from '../../domain/workflow.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Catalogue } from '../catalogue.ts';
import { meaningOf } from '../meaning.ts';
import { type Read, readsOf } from '../reads.ts';

/** A secret goes to the hand-over and nowhere else, and nothing else goes there. */
export function secrets(workflow: Workflow, catalogue: Catalogue): Finding[] {
  return readsOf(workflow).flatMap((read) => {
    const meaning = meaningOf(read.path, workflow, catalogue);
    return 'field' in meaning ? flowOf(read, meaning.field) : [];
  });
}

function flowOf({ path, at, use }: Read, field: Field): Finding[] {
  if (use !== 'delivery') {
    if (!holdsSecret(field)) return [];
    return [
      { at, message: `\${${path}} is a secret`, remedy: 'Let a `deliver` step hand it over; it may go nowhere else.' },
    ];
  }
  if (field.secret || field.type === 'unknown') return [];
  return [
    { at, message: `\${${path}} is not a secret`, remedy: 'Say it with `notify`; `deliver` is for secrets alone.' },
  ];
}

function holdsSecret({ secret, fields, items }: Field): boolean {
  return secret || Object.values(fields ?? {}).some(holdsSecret) || (items !== undefined && holdsSecret(items));
}
