import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { fact } from './facts.ts';
import { linked } from './linked.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('task');

/** How far work by hand has come. */
export type TaskState =
  | { readonly is: 'open' }
  | { readonly is: 'seen' }
  | { readonly is: 'done'; readonly by: string; readonly words?: string }
  | { readonly is: 'not-done'; readonly by: string; readonly words?: string }
  | { readonly is: 'expired' };

interface Task {
  readonly id: string;
  readonly ticketId: string;
  readonly customerName: string;
  readonly requesterName: string;
  readonly subject: string;
  /** What there is to do. */
  readonly task: string;
  /** Pages named in the task that can be opened from it. */
  readonly pages: readonly string[];
  readonly state: TaskState;
  /** What was read before the work, and after it. */
  readonly before?: string;
  readonly after?: string;
}

const looks = {
  open: { headline: 'Please do this by hand', style: 'accent' },
  seen: { headline: 'Done', style: 'good' },
  done: { headline: 'Done', style: 'good' },
  'not-done': { headline: 'Could not be done', style: 'warning' },
  expired: { headline: 'Nobody said that it was done', style: 'warning' },
} as const satisfies Record<TaskState['is'], object>;

/** What only a technician can do, where to do it, and two buttons to say what came of it. */
export function taskMessage(shown: Task): Message {
  const { state, before, after } = shown;
  const isOpen = state.is === 'open';
  const task = plainLines(shown.task, 800);
  const end = endOf(state);
  const customer = plain(shown.customerName, 80);

  return {
    text: isOpen
      ? `Please do this by hand for ${customer}: ${plain(shown.task, 400)}`
      : `${looks[state.is].headline}: ${plain(shown.task, 300)} ${end.who}${end.what}`,
    card: card({
      ...looks[state.is],
      ended: isOpen ? [] : [end],
      task: linked(task, shown.pages),
      facts: [
        fact('Customer', customer, { weight: 'Bolder' }),
        fact('Asked by', plain(shown.requesterName, 80)),
        ...(before === undefined ? [] : [fact('Before', plain(before, 60))]),
        ...(after === undefined ? [] : [fact('Now', plain(after, 60), { weight: 'Bolder' })]),
      ],
      subject: plain(shown.subject, 200),
      ticketId: plain(shown.ticketId, 40),
      watching: isOpen && before !== undefined ? [{}] : [],
      open: isOpen ? [{ task: shown.id }] : [],
    }),
  };
}

/** Who says so, and what: somebody's name is never a word of ours. */
function endOf(state: TaskState): { readonly who: string; readonly what: string } {
  switch (state.is) {
    case 'open':
      return { who: 'Nobody', what: ' has said anything yet.' };
    case 'seen':
      return { who: 'The desk', what: ' saw that it was done.' };
    case 'done':
      return { who: plain(state.by, 80), what: ` says that it is done${quoted(state.words)}` };
    case 'not-done':
      return { who: plain(state.by, 80), what: ` could not do it${quoted(state.words)}` };
    case 'expired':
      return { who: 'Nobody', what: ' said in time what came of it. The ticket is with the technicians now.' };
  }
}

function quoted(words: string | undefined): string {
  return words ? `: ${plain(words, 300)}` : '.';
}
