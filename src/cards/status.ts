import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain } from './plain.ts';

const card = cardFrom('status');
const shownAtMost = 10;

interface Line {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly age: string;
}

/** Where tickets are, in the order they are given. */
export function statusMessage({ tickets }: { readonly tickets: readonly Line[] }): Message {
  const shown = tickets.slice(0, shownAtMost).map(({ id, title, state, age }) => ({
    id: plain(id, 40),
    title: plain(title, 100),
    state: plain(state, 60),
    age: plain(age, 40),
  }));
  const left = tickets.length - shown.length;
  const headline = tickets.length === 0 ? 'No tickets to show' : 'Where things are';

  return {
    text: [headline, ...shown.map(({ id, title, state, age }) => `${id} ${title}: ${state}, ${age}`)].join('. '),
    card: card({ headline, tickets: shown, more: left > 0 ? [`${left} more are not shown.`] : [] }),
  };
}
