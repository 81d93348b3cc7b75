import { type Category, categoryInWords } from '../domain/category.ts';
import { type Classification, LOWEST_AUTOMATIC_CONFIDENCE, type Veto } from '../domain/classification.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import { type GivenInputs, gather } from './gather.ts';

/** What policy itself starts: a person takes over, or security does. */
export const HAND_OVER = 'hand-over';
export const ESCALATE = 'escalate-security';

/** What will be run for a ticket, in a sentence why, and what is known of what it needs. */
export interface Choice {
  readonly workflow: Workflow;
  readonly why: string;
  readonly inputs: GivenInputs;
  /** Inputs that have to be asked for, by name. */
  readonly missing: readonly string[];
}

/** Nothing of that name can be run. */
class UnknownWorkflow extends Error {
  override readonly name = 'UnknownWorkflow';
  readonly remedy: string;

  constructor(workflow: string, known: readonly Workflow[]) {
    super(`There is no workflow ${workflow}.`);
    this.remedy = `Use one of ${known.map(({ name }) => name).join(', ')}.`;
  }
}

const alarming: readonly Veto[] = ['security-cue', 'instruction-to-the-bot'];

/** The policy: what a command says, then security, then what may run by itself, then a person. */
export function choose(
  ticket: Ticket,
  classification: Classification | undefined,
  workflows: readonly Workflow[],
): Choice {
  const { name, why } = decide(ticket, classification, workflows);
  const workflow = workflows.find((one) => one.name === name);
  if (!workflow) throw new UnknownWorkflow(name, workflows);

  const inputs = gather(workflow, ticket, classification);
  return {
    workflow,
    why,
    inputs,
    missing: Object.keys(workflow.inputs).filter((input) => !Object.hasOwn(inputs, input)),
  };
}

function decide(ticket: Ticket, believed: Classification | undefined, workflows: readonly Workflow[]) {
  if (ticket.command) return { name: ticket.command.workflow, why: 'The command asked for it.' };
  if (!believed) return { name: HAND_OVER, why: 'The request was not understood, so a technician looks at it.' };
  if (isAlarming(believed))
    return { name: ESCALATE, why: 'It may be about security, so nothing is done automatically.' };

  const heldBack = reasonToHoldBack(believed);
  if (heldBack) return { name: HAND_OVER, why: heldBack };
  const fitting = workflows.find(({ categories }) => categories.includes(believed.category));
  if (!fitting)
    return { name: HAND_OVER, why: `No workflow fits ${inWords(believed.category)}, so a technician takes it.` };
  return {
    name: fitting.name,
    why: `It reads like ${inWords(believed.category)}, and nothing in it speaks against it.`,
  };
}

function isAlarming({ category, vetoes }: Classification): boolean {
  return category === 'security_incident' || vetoes.some((veto) => alarming.includes(veto));
}

function reasonToHoldBack({ category, confidence, vetoes, autoResolvable }: Classification): string | undefined {
  const [veto] = vetoes;
  if (veto) return `${held[veto]}, so a technician looks at it first.`;
  if (confidence < LOWEST_AUTOMATIC_CONFIDENCE)
    return 'It is not clear enough what is asked, so a technician looks at it.';
  if (!autoResolvable) return `A technician handles ${inWords(category)}.`;
  return undefined;
}

const held = {
  'security-cue': 'It may be about security',
  'instruction-to-the-bot': 'It tells the bot what to do',
  'quoted-third-party': "It quotes somebody else's words",
  link: 'It contains a link',
  'someone-else': "It is about somebody else's account",
  'other-system': 'It is about another system',
  negated: 'It says what is not wanted',
} satisfies Record<Veto, string>;

function inWords(category: Category): string {
  return `"${categoryInWords(category)}"`;
}
