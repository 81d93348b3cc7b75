import type { Workflow } from '../../domain/workflow.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Catalogue } from '../catalogue.ts';
import { atTheEnd, doubtAbout, isAssured, type Moment, mayHaveEnded, whenBegins } from '../certainty.ts';
import { wordsOf } from '../holes.ts';
import { isPlain } from '../kinds.ts';
import { meaningOf } from '../meaning.ts';
import { type Read, readsOf } from '../reads.ts';

/** Holes that can surely be filled when their time comes. */
export function holes(workflow: Workflow, catalogue: Catalogue): Finding[] {
  return readsOf(workflow).flatMap((read) => holeIn(read, workflow, catalogue));
}

function holeIn(read: Read, workflow: Workflow, catalogue: Catalogue): Finding[] {
  const { path, at, step, use } = read;
  const meaning = meaningOf(path, workflow, catalogue);
  if (!('field' in meaning)) return [{ at, ...meaning }];

  const moment = step === undefined ? atTheEnd(workflow.steps) : whenBegins(step, workflow.steps);
  const early = tooEarly(read, moment, workflow);
  if (early) return [early];
  if (use === 'presence') return [];
  if (use === 'text' && !isPlain(meaning.field)) {
    return [{ at, message: `\${${path}} is no text`, remedy: 'Name one of its fields or positions.' }];
  }
  if (meaning.optional && !isAssured(path, moment))
    return [{ at, message: `\${${path}} may be absent`, remedy: askFirst(path) }];
  return [];
}

function tooEarly({ path, at, step, use }: Read, moment: Moment, { steps }: Workflow): Finding | undefined {
  const [root, name] = wordsOf(path) ?? [];
  if (root !== 'steps' || name === undefined) return undefined;
  if (name === step) return { at, message: `${name} reads its own output`, remedy: 'Read a step that is done before.' };
  if (!mayHaveEnded(name, moment, steps)) {
    return {
      at,
      message: `${name} is not surely done when ${step} begins`,
      remedy: `Add ${name} to the \`needs\` of ${step}.`,
    };
  }
  const doubt = use === 'presence' ? undefined : doubtAbout(name, moment, steps);
  return doubt ? { at, message: doubt, remedy: askFirst(path) } : undefined;
}

function askFirst(path: string): string {
  return `Ask first, with \`when\` or \`require\`: value: \${${path}}, present: true.`;
}
