import type { Message, TextRun } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain } from './plain.ts';

const card = cardFrom('rehearsal');
const linesAtMost = 16;

interface Rehearsed {
  readonly workflow: string;
  readonly customerName: string;
  readonly lines: readonly { readonly title: string; readonly says: string; readonly stops: boolean }[];
  readonly outcome: string;
  readonly result: string;
  readonly cost: string;
}

/** What a workflow would do, step by step, for a technician who wants to know before it does. */
export function rehearsalMessage({ workflow, customerName, lines, outcome, result, cost }: Rehearsed): Message {
  const left = lines.length - linesAtMost;
  const more = { title: '…', says: `${left} more steps are not shown.`, stops: false };
  const shown = [...lines.slice(0, linesAtMost), ...(left > 0 ? [more] : [])];
  return {
    text: `What would happen: ${plain(workflow, 120)} for ${plain(customerName, 80)}. ${plain(result, 300)} Nothing was changed.`,
    card: card({
      workflow: plain(workflow, 120),
      customer: plain(customerName, 80),
      lines: shown.map(({ title, says, stops }) => ({
        title: plain(title, 50),
        says: plain(says, 240),
        color: (stops ? 'Attention' : 'Default') satisfies TextRun['color'],
      })),
      outcome: plain(outcome, 60),
      result: plain(result, 300),
      cost: plain(cost, 300),
    }),
  };
}
