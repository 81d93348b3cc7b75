import { type Category, categoryInWords } from '../domain/category.ts';
import {
  type Classification,
  closeSecond,
  isAlarming,
  LOWEST_AUTOMATIC_CONFIDENCE,
  type Veto,
} from '../domain/classification.ts';
import { type Customer, prefersPass } from '../domain/customer.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import { type GivenInputs, gather } from './gather.ts';

/** What policy itself starts: a person takes over, or security does. */
export const HAND_OVER = 'hand-over';
export const ESCALATE = 'escalate-security';

/** Whether nothing was begun by itself. */
export function isForTechnicians({ name }: Workflow): boolean {
  return name === HAND_OVER || name === ESCALATE;
}

/** A suggestion that is no more than a guess is worth neither a question nor a draft. In percent. */
export const WORTH_ASKING = 20;

/** A workflow that would be run, and what is known of what it needs. */
export interface Ready {
  readonly workflow: Workflow;
  readonly inputs: GivenInputs;
  /** Inputs that have to be asked for, by name. */
  readonly missing: readonly string[];
}

/** A workflow that may be meant, and the category that speaks for it. */
interface Likely extends Ready {
  readonly category: Category;
}

/** What will be run for a ticket, and in a sentence why. */
export interface Choice extends Ready {
  readonly why: string;
  /** What may be meant, the likeliest first, where nothing but clearness is missing. Somebody who knows can say which. */
  readonly likely: readonly Likely[];
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

/** The policy: what a command says, then security, then what may run by itself, then a person. */
export function choose(
  ticket: Ticket,
  classification: Classification | undefined,
  workflows: readonly Workflow[],
  threshold: number,
  customer: Pick<Customer, 'handover'> = {},
): Choice {
  const serving = servingFor(customer, workflows);
  const { name, why } = decide(ticket, classification, serving, threshold);
  const workflow = workflows.find((one) => one.name === name);
  if (!workflow) throw new UnknownWorkflow(name, workflows);
  const isUnclear = !ticket.command && classification !== undefined && isOnlyUnclear(classification, threshold);
  return {
    ...ready(workflow, ticket, classification),
    why,
    likely: isUnclear ? likelyOf(ticket, classification, serving) : [],
  };
}

function ready(workflow: Workflow, ticket: Ticket, believed: Classification | undefined): Ready {
  const inputs = gather(workflow, ticket, believed);
  const missing = Object.keys(workflow.inputs).filter((input) => !Object.hasOwn(inputs, input));
  return { workflow, inputs, missing };
}

/** The workflows that tickets of this customer may start. */
export function servingFor(customer: Pick<Customer, 'handover'>, workflows: readonly Workflow[]): Workflow[] {
  return workflows.filter(({ where }) => where === undefined || where.equals === prefersPass(customer));
}

/** The workflow of a category, if there is one. */
export function workflowFor(category: Category, workflows: readonly Workflow[]): Workflow | undefined {
  return workflows.find(({ categories }) => categories.includes(category));
}

function decide(
  ticket: Ticket,
  believed: Classification | undefined,
  workflows: readonly Workflow[],
  threshold: number,
): { readonly name: string; readonly why: string } {
  if (ticket.command) return { name: ticket.command.workflow, why: 'The command asked for it.' };
  if (!believed) return { name: HAND_OVER, why: 'The request was not understood, so a technician looks at it.' };
  if (isAlarming(believed))
    return { name: ESCALATE, why: 'It may be about security, so nothing is done automatically.' };

  const heldBack = reasonToHoldBack(believed, threshold);
  if (heldBack) return { name: HAND_OVER, why: heldBack };
  const fitting = workflowFor(believed.category, workflows);
  if (!fitting)
    return { name: HAND_OVER, why: `No workflow fits ${inWords(believed.category)}, so a technician takes it.` };
  return {
    name: fitting.name,
    why: `It reads like ${inWords(believed.category)}, and nothing in it speaks against it.`,
  };
}

function reasonToHoldBack(believed: Classification, threshold: number): string | undefined {
  const { category, vetoes, autoResolvable } = believed;
  const [veto] = vetoes;
  if (veto) return `${held[veto]}, so a technician looks at it first.`;
  if (!isClear(believed, threshold)) return 'It is not clear enough what is asked, so a technician looks at it.';
  if (!autoResolvable) return `A technician handles ${inWords(category)}.`;
  return undefined;
}

/** Sure enough for this customer, and of one mind; nobody is served by less than the floor. */
function isClear({ confidence, agreed }: Classification, threshold: number): boolean {
  return agreed && confidence >= Math.max(threshold, LOWEST_AUTOMATIC_CONFIDENCE);
}

function isOnlyUnclear(believed: Classification, threshold: number): boolean {
  return !isAlarming(believed) && believed.vetoes.length === 0 && !isClear(believed, threshold);
}

/** The workflows of the category and of its close second. */
function likelyOf(ticket: Ticket, believed: Classification, workflows: readonly Workflow[]): Likely[] {
  const beliefs = [believed, closeSecond(believed)].filter((belief) => belief !== undefined);
  const likely = beliefs.flatMap(({ category, confidence }) => {
    const workflow = confidence >= WORTH_ASKING ? workflowFor(category, workflows) : undefined;
    return workflow ? [{ ...ready(workflow, ticket, believed), category }] : [];
  });
  return likely.filter(({ workflow }, index) => likely.findIndex((one) => one.workflow === workflow) === index);
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
