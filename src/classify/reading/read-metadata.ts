import type { Person } from '../../domain/person.ts';
import type { TicketMetadata } from '../../domain/ticket.ts';
import { phrases } from './phrases.ts';
import { wordsOf } from './words.ts';

const MOST = 20;

/** Every repetition is bounded and a match can only begin where a run of its letters begins, so that no text makes the search slow. */
const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}_%+-][\p{L}\p{N}._%+-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/giu;

/** Parts of letters and digits joined by hyphens, as asset labels are. */
const label = /(?<![\p{L}\p{N}_.-])[A-Z][A-Z0-9]{1,14}(?:-[A-Z0-9]{1,15}){1,3}(?![\p{L}\p{N}_-])/giu;

/** A part of a label that says: this is a machine. */
const machine =
  /^(?:PC|LT|LAP|LAPTOP|NB|NOTEBOOK|DESKTOP|WS|WKS|SRV|SERVER|VM|DC|PRN|PRINTER|MBP|SURFACE|TABLET|IPAD|NAS)\d{0,6}$/;
const year = /^(?:19|20)\d\d$/;

const words = phrases(
  'urgent|urgently|urgency',
  'asap',
  'as soon as possible',
  'immediately',
  'right away|now',
  'emergency',
  'critical',
  'deadline',
  'high priority',
  'cannot|cant work',
  'everyone|everybody is affected',
  'dringend|sofort|eilig|notfall',
  'urgente|urgentemente',
  'inmediatamente|imediatamente|immédiatement',
  'lo antes posible',
  'dès que possible',
);

/** Reads what intake notes beside a ticket. All of it is what somebody wrote, so all of it is only a candidate. */
export function readMetadata(subject: string, body: string, requester: Person): TicketMetadata {
  const written = `${subject}\n\n${body}`;
  const text = written.normalize('NFKC');
  const requesterDomain = requester.account?.split('@')[1]?.toLowerCase();
  return {
    ...(requesterDomain ? { requesterDomain } : {}),
    urgencyWords: firstFew(words(wordsOf(written)).map(({ cue }) => cue)),
    emails: firstFew(Array.from(text.matchAll(email), ([found]) => found.toLowerCase())),
    devices: firstFew(Array.from(text.matchAll(label), ([found]) => found).flatMap(deviceIn)),
  };
}

/** COVID-19 and UTF-8 look like labels too. In small letters only a long label is one, because people hyphenate words. */
function deviceIn(label: string): string[] {
  const name = label.toUpperCase();
  const parts = name.split('-');
  const isDevice =
    parts.some((part) => machine.test(part)) && /\d/.test(name) && !parts.some((part) => year.test(part));
  return isDevice && (label === name || parts.length > 2) ? [name] : [];
}

function firstFew(found: readonly string[]): string[] {
  return [...new Set(found)].slice(0, MOST);
}
