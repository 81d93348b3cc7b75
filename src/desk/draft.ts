import { inputsFor } from '../classify/inputs.ts';
import type { Category } from '../domain/category.ts';
import { type Classification, isAlarming, type Veto } from '../domain/classification.ts';
import type { Draft } from '../domain/hand-off.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import { ESCALATE, HAND_OVER, servingFor, WORTH_ASKING, workflowFor } from '../workflows/choose.ts';
import { type GivenInputs, gather } from '../workflows/gather.ts';
import { commandFor } from './commands.ts';
import type { Run } from './run.ts';

/** With these, what a workflow does is not what was asked. */
const otherwise: readonly Veto[] = ['negated', 'other-system'];
/** With these, it is not about whoever wrote. */
const aboutOthers: readonly Veto[] = ['someone-else', 'quoted-third-party'];

/** What a technician would start for a run that they take over, or start again for one that came to nothing. There is none for what may be about security, nor for a mere guess. */
export function draftOf(run: Run, workflows: readonly Workflow[]): Draft | undefined {
  const { workflow, classification, ticket, inputs } = run;
  if (workflow.name === ESCALATE) return undefined;
  if (workflow.name !== HAND_OVER) return { ...drafted(workflow, inputs), isAgain: true };
  if (!classification || isAlarming(classification) || classification.confidence < WORTH_ASKING) return undefined;
  return draftFor(classification.category, ticket, classification, servingFor(run.customer, workflows));
}

/** What would be started for a ticket of this category; nothing where no workflow fits it, or it speaks against that. */
export function draftFor(
  category: Category,
  ticket: Ticket,
  believed: Pick<Classification, 'vetoes' | 'inputs'>,
  workflows: readonly Workflow[],
): Draft | undefined {
  const workflow = category === 'security_incident' ? undefined : workflowFor(category, workflows);
  if (!workflow || has(believed.vetoes, otherwise)) return undefined;
  const found = inputsFor(category, ticket, workflows);
  const { account: _, ...nobody } = ticket.requester;
  const asker = has(believed.vetoes, aboutOthers) ? nobody : ticket.requester;
  const inputs = gather(workflow, { ...ticket, requester: asker }, { inputs: { ...found, ...believed.inputs } });
  return drafted(workflow, inputs);
}

function drafted(workflow: Workflow, inputs: GivenInputs): Draft {
  const command = commandFor(workflow, inputs);
  const values = Object.entries(inputs).map(([name, { value }]) => ({
    title: workflow.inputs[name]?.title ?? name,
    value,
  }));
  return { title: workflow.title, values, ...(command ? { command } : {}) };
}

function has(vetoes: readonly Veto[], some: readonly Veto[]): boolean {
  return vetoes.some((veto) => some.includes(veto));
}
