import { needsApproval } from '../../domain/risk.ts';
import type { ApproveStep, OperationStep, Workflow } from '../../domain/workflow.ts';
import type { Finding, Path } from '../../lib/finding.ts';
import type { Catalogue } from '../catalogue.ts';
import { doubtAbout, isAssured, whenBegins } from '../certainty.ts';
import { wordsOf } from '../holes.ts';
import { meaningOf } from '../meaning.ts';
import { before, standsInFor, stepNamed } from '../order.ts';
import { readsOfStep } from '../reads.ts';

/** Nothing risky runs that nobody approved, and what was approved is what runs. */
export function approvals(workflow: Workflow, catalogue: Catalogue): Finding[] {
  return Object.entries(workflow.steps).flatMap(([name, step]) => {
    if ('approve' in step) return ofApproval(name, step, workflow, catalogue);
    if ('operation' in step) return ofOperation(name, step, workflow, catalogue);
    return [];
  });
}

function ofOperation(name: string, step: OperationStep, workflow: Workflow, catalogue: Catalogue): Finding[] {
  const asking = Object.entries(workflow.steps).flatMap(([other, one]) =>
    'approve' in one && one.approve.steps.includes(name) ? [other] : [],
  );
  const risk = catalogue.find(step.operation)?.operation.risk ?? 'read';
  const at: Path = ['steps', name, 'operation'];

  const [approval, second] = asking;
  if (approval === undefined) {
    if (!needsApproval(risk)) return [];
    const remedy = `Add an \`approve\` step that names ${name}, and let ${name} need it.`;
    return [{ at, message: `${step.operation} is ${risk}, and nobody approves ${name}`, remedy }];
  }
  if (second !== undefined) {
    return [
      { at, message: `${name} is approved twice, by ${approval} and ${second}`, remedy: 'Let one of them name it.' },
    ];
  }
  if (!before(workflow.steps, name).has(approval)) {
    return [
      { at, message: `${name} does not wait for ${approval}`, remedy: `Add ${approval} to the \`needs\` of ${name}.` },
    ];
  }
  return valuesKnownAt(approval, name, step, workflow, catalogue);
}

/** The approval shows the exact values, so each of them must be known when it asks. */
function valuesKnownAt(
  approval: string,
  name: string,
  step: OperationStep,
  workflow: Workflow,
  catalogue: Catalogue,
): Finding[] {
  const { steps } = workflow;
  const moment = whenBegins(approval, steps);
  return readsOfStep(name, step)
    .filter(({ use }) => use === 'value' || use === 'text')
    .flatMap(({ path, at }) => {
      const [root, other] = wordsOf(path) ?? [];
      const meaning = meaningOf(path, workflow, catalogue);
      if (!('field' in meaning)) return [];
      const message = `\${${path}} is not surely known when ${approval} asks`;
      if (root === 'steps' && other !== undefined && doubtAbout(other, moment, steps)) {
        return [{ at, message, remedy: `Let ${approval} need ${other}, and let ${other} always run.` }];
      }
      if (meaning.optional && !isAssured(path, moment)) {
        return [{ at, message, remedy: `Let ${approval} need a \`require\` step that asks for it, present: true.` }];
      }
      return [];
    });
}

function ofApproval(name: string, step: ApproveStep, { steps }: Workflow, catalogue: Catalogue): Finding[] {
  const at: Path = ['steps', name, 'approve', 'steps'];
  const covered = step.approve.steps.map((other) => ({ other, one: stepNamed(steps, other) }));
  const risky = covered.some(
    ({ one }) =>
      one && 'operation' in one && needsApproval(catalogue.find(one.operation)?.operation.risk ?? 'critical'),
  );
  return [
    ...covered.flatMap(({ other, one }, index) => {
      const message = `${other} is no operation, so there is nothing to approve`;
      return one && !('operation' in one)
        ? [{ at: [...at, index], message, remedy: 'Name a step with an operation.' }]
        : [];
    }),
    ...(risky ? [] : [{ at, message: `Nothing that ${name} covers needs an approval`, remedy: 'Take this step out.' }]),
    ...mustAsk(name, step, steps),
  ];
}

/** An approval that is passed over would let what it covers run unapproved. */
function mustAsk(name: string, { when }: ApproveStep, steps: Workflow['steps']): Finding[] {
  const [primary] = standsInFor(steps, name);
  return [
    ...(when
      ? [
          {
            at: ['steps', name, 'when'],
            message: `${name} must always ask`,
            remedy: 'Move `when` to the steps it covers.',
          },
        ]
      : []),
    ...(primary === undefined
      ? []
      : [
          {
            at: ['steps', primary, 'on-failure'],
            message: `${name} is an approval and no fallback`,
            remedy: 'Name a step with an operation or a notice.',
          },
        ]),
  ];
}
