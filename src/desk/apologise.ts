import { noticeMessage } from '../cards/notice.ts';
import type { ChatEvent } from '../chat/event.ts';
import { customerAt } from '../domain/roster.ts';
import { type Audience, say, tellRole } from './audience.ts';
import { wishOf } from './commands.ts';
import type { DeskParts } from './parts.ts';

type Parts = Audience & Pick<DeskParts, 'workflows'>;

/** Tells the customer's technicians of an event that was set aside, and whoever it came from who acts next. */
export async function apologise(event: ChatEvent, parts: Parts): Promise<void> {
  const isTold = await tellTechnicians(event, parts).catch((cause) => {
    parts.log.error('technicians.not-told', { cause });
    return false;
  });
  const next = isTold ? 'A technician has been told.' : 'It is written down, and somebody has to look at it.';
  const sorry = noticeMessage(`I could not deal with this. ${next}`);
  await say(event.place, sorry, parts).catch((cause) => parts.log.error('chat.unreachable', { cause }));
}

async function tellTechnicians(event: ChatEvent, parts: Parts): Promise<boolean> {
  const customer = customerAt(event.place, await parts.roster());
  if (!customer) return false;
  // A code that links somebody is for nobody else's eyes.
  const isSayable = event.kind === 'said' && wishOf(event.text, parts.workflows).kind !== 'link';
  const quotes = isSayable ? [event.text] : [];
  const lost = `I could not deal with something from ${customer.name}. Please look after it; the log says why.`;
  await tellRole('technician', customer, noticeMessage(lost, quotes), parts);
  return true;
}
