import { exactly } from '../cards/exact.ts';
import { anyOf } from '../lib/any-of.ts';
import type { Cost, Rehearsal, RehearsedStep } from './rehearsal.ts';

/** One step of a rehearsal for people. */
export interface RehearsedLine {
  readonly title: string;
  readonly says: string;
  /** Nothing would come after it on this way. */
  readonly stops: boolean;
}

export function linesOf({ steps }: Pick<Rehearsal, 'steps'>): RehearsedLine[] {
  return steps.map((step) => ({
    title: step.title,
    says: saysOf(step),
    stops: step.does === 'fail' || (step.does === 'check' && !step.holds) || isUndecidable(step),
  }));
}

export function costInWords({ looks, changes, approvals, tasks }: Cost): string {
  const calls = (counts: Cost['looks']) =>
    Object.entries(counts)
      .map(([system, count]) => `${system} ${count}`)
      .join(', ') || 'none';
  return `Takes: looks ${calls(looks)}; changes ${calls(changes)}; approvals ${approvals}; work by hand ${tasks}; language models none.`;
}

const modes = { demo: ', simulated', sandbox: ', in the sandbox', production: '' } as const;

function saysOf(step: RehearsedStep): string {
  switch (step.does) {
    case 'look':
      return `looked up with ${step.operation}${modes[step.mode]}.`;
    case 'change':
      return `would call ${step.operation} (${step.risk}${modes[step.mode]}) with ${step.values.map(inWords).join(', ')}.`;
    case 'ask for approval':
      if (isUndecidable(step)) return 'nobody may approve this.';
      return `${step.verifies ? 'who wants it would be verified first; then ' : ''}${anyOf(step.deciders)} would have ${step.within} to approve: ${step.of.join(', ')} (${step.risk}).`;
    case 'check':
      return step.assumed ? 'can only be checked then.' : step.holds ? 'holds.' : 'does not hold.';
    case 'tell':
      return `would tell the ${step.whom}: ${step.text}`;
    case 'hand over a secret':
      return `would hand a secret to the ${step.to} alone.`;
    case 'wait for work by hand': {
      const now = step.now === undefined ? '' : ` Read now: ${step.now}.`;
      return `a technician would have ${step.within} for it: ${step.text}${now}`;
    }
    case 'nothing':
      return `is passed over. ${step.why}`;
    case 'fail':
      return [`would not work: ${step.why}`, step.remedy].filter(Boolean).join(' ');
  }
}

function isUndecidable(step: RehearsedStep): boolean {
  return step.does === 'ask for approval' && step.deciders.length === 0;
}

function inWords({ name, value, assumed }: { name: string; value: unknown; assumed: boolean }): string {
  return `${name} ${exactly(value)}${assumed ? ' (assumed)' : ''}`;
}
