import type { Fuse, Paused } from '../domain/fuse.ts';
import { inMilliseconds, inPlainTime } from '../lib/duration.ts';
import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain } from './plain.ts';
import { utc } from './utc.ts';

const card = cardFrom('fuse');
/** More nobody reads; how many there are is said. */
const shownAtMost = 15;

/** That there were too many changes, and what is held back until somebody decides. */
export function fuseMessage(fuse: Fuse, customerName: string, waiting: readonly Paused[], open: string): Message {
  const { most, within } = fuse.limits;
  const isBlown = fuse.state === 'blown';
  const what = `More than ${most} changes within ${inPlainTime(inMilliseconds(within))} for ${plain(customerName, 80)}`;
  const next = nextOf(fuse);
  const more = waiting.length - shownAtMost;
  const items = waiting.slice(0, shownAtMost).map(({ ticketId, title, target, requester }, index) => ({
    item: `${index + 1}. ${plain(title, 60)} for ${plain(target, 60)}`,
    from: ` (${plain(ticketId, 40)}, asked by ${plain(requester.name, 40)})`,
  }));
  return {
    text: `${what}. ${next} ${waiting.length} waiting.`,
    card: card({
      style: isBlown ? 'warning' : 'default',
      headline: isBlown ? 'Paused: too many changes at once' : headlines[fuse.state],
      what: `${what}.`,
      next,
      listHeadline: isBlown ? 'What is paused' : 'What was paused',
      items,
      more: more > 0 ? [`and ${more} more`] : [],
      pending: isBlown ? [{ goOn: `Go on for ${open}`, fuse: fuse.id }] : [],
    }),
  };
}

const headlines = { blown: '', released: 'They go on', stopped: 'Stopped' } satisfies Record<Fuse['state'], string>;

function nextOf({ state, endsAt, openUntil, decidedBy }: Fuse): string {
  const by = plain(decidedBy?.name ?? 'somebody', 80);
  switch (state) {
    case 'blown':
      return `Nothing of what waits was sent. Is this meant? If nobody decides by ${utc(endsAt.toISOString())}, it is stopped.`;
    case 'released':
      return `${by} let them go on, until ${openUntil ? utc(openUntil.toISOString()) : 'then'}.`;
    case 'stopped':
      return decidedBy
        ? `${by} stopped what was paused. Nothing of it was changed, and a technician has each of them.`
        : 'Nobody decided in time, so what was paused is stopped. Nothing of it was changed, and a technician has each of them.';
  }
}
