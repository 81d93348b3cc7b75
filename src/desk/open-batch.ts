import type { Message } from '../cards/card.ts';
import { noticeMessage } from '../cards/notice.ts';
import { plain } from '../cards/plain.ts';
import { keyOf, type Said } from '../chat/event.ts';
import { BATCH_SIZES } from '../domain/batch.ts';
import type { Customer } from '../domain/customer.ts';
import { formOf } from '../domain/input-form.ts';
import { Person } from '../domain/person.ts';
import { may } from '../domain/right.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { Caller } from './caller.ts';
import { openTicket } from './open-ticket.ts';
import type { DeskParts } from './parts.ts';
import { refuse } from './refuse.ts';

/** What became of a wish for many at once. A refusal opened nothing. */
export interface BatchAnswer {
  readonly outcome: 'opened' | 'refused';
  readonly message: Message;
}

/** Opens a ticket for each of several targets of one workflow, for a technician. The same message again is the same tickets. */
export async function openBatch(
  written: string,
  said: Said,
  requester: Caller,
  customer: Customer,
  parts: DeskParts,
): Promise<BatchAnswer> {
  if (!may(requester, 'ask-for-many', customer.id)) {
    const about = { right: 'ask-for-many', customerId: customer.id, matter: said.id } as const;
    return { outcome: 'refused', message: await refuse(about, requester, said.place, parts) };
  }
  const [word = ''] = written.trim().split(/\s+/);
  const workflow = parts.workflows.find(({ name }) => name === word.toLowerCase());
  if (!workflow) return refused(`I know no workflow “${plain(word, 40)}”. ${HOW} /msp help lists the workflows.`);
  const input = soleTarget(workflow);
  if (!input) return refused(`${workflow.name} needs more than one name, so it can only be asked for one at a time.`);

  const { targets, twice } = targetsIn(written.trim().slice(word.length), input.kind);
  const problem = sizeProblem(targets);
  if (problem) return refused(problem);

  const { place, id } = said;
  const batch = await parts.batches.open(keyOf(said), {
    customerId: customer.id,
    workflow: { name: workflow.name, title: workflow.title },
    ...{ requester: Person.parse(requester), place, targets },
  });
  const ids: string[] = [];
  for (const [index, target] of targets.entries()) {
    const position = index + 1;
    const opened = await openTicket(
      {
        said: { ...said, id: `${id}#${position}` },
        text: `${workflow.name} ${target}`,
        command: { workflow: workflow.name, inputs: { [input.name]: target } },
        batch: { id: batch.id, size: targets.length, position },
        ...{ requester, customer },
      },
      parts,
    );
    if (opened.outcome === 'opened') ids.push(opened.ticket.id);
  }
  parts.log.info('batch.opened', { batch: batch.id, customer: customer.id, size: targets.length });
  const once = twice.length > 0 ? ` ${plain(twice.join(', '), 200)} stood there twice and is done once.` : '';
  return {
    outcome: 'opened',
    message: noticeMessage(
      `I opened ${targets.length} tickets, ${ids[0]} to ${ids.at(-1)}: ${workflow.title}. Approvers get one list. I tell you here when all have ended.${once}`,
    ),
  };
}

const HOW = 'Write /msp bulk, a workflow, and what it is about, separated by commas.';

/** The one thing it has to know, where that says what it is about. */
function soleTarget({ inputs }: Workflow) {
  const [sole, ...others] = Object.entries(inputs);
  if (!sole || others.length > 0) return undefined;
  const [name, { kind, from }] = sole;
  return from.includes('command') && (kind === 'account' || kind === 'device') ? { name, kind } : undefined;
}

/** Each once, however it is capitalised. */
function targetsIn(written: string, kind: Workflow['inputs'][string]['kind']) {
  const words = written.split(/[\s,;]+/).filter(Boolean);
  const read = words.flatMap((word) => formOf(kind).read(word) ?? []);
  const isFirst = (word: string, index: number) =>
    read.findIndex((other) => other.toLowerCase() === word.toLowerCase()) === index;
  return { targets: read.filter(isFirst), twice: read.filter((word, index) => !isFirst(word, index)) };
}

function sizeProblem({ length }: readonly string[]): string | undefined {
  const { fewest, most } = BATCH_SIZES;
  if (length < fewest) return `That names ${length === 0 ? 'nobody' : 'only one'}. ${HOW}`;
  return length > most
    ? `That names ${length}, and I take ${most} at most. Please ask in parts; nothing was opened.`
    : undefined;
}

function refused(text: string): BatchAnswer {
  return { outcome: 'refused', message: noticeMessage(text) };
}
