import { digest } from '../../lib/digest.ts';

const LONGEST_TITLE = 160;
const LONGEST_DESCRIPTION = 4_000;

/** What a call of ours is found again by: no other call has the same one. */
export function markOf(reference: string): string {
  return `msp:${digest(reference).slice(0, 40)}`;
}

/** Whether a record was opened by the desk. */
export function isOurs(correlationId: string): boolean {
  return /^msp:[0-9a-f]{40}$/.test(correlationId);
}

/** Who opened a record and for which ticket, for people who look at it. */
export function openedFor(ticket: string | undefined): string {
  return cut(ticket ? `MSP Command Center ${ticket}` : 'MSP Command Center', 100);
}

/**
 * The texts of a new record. The instance cuts off what is too long without a word, so that we do it: the whole story
 * then stands in the work notes.
 */
export function story(title: string, description: string): Readonly<Record<string, string>> {
  const short_description = oneLine(title);
  const whole = short_description === title ? description : `${title}\n\n${description}`;
  if (whole.length <= LONGEST_DESCRIPTION) return { short_description, description: whole };
  const hint = '\n\n(The whole text is in the work notes.)';
  return {
    short_description,
    description: `${cut(whole, LONGEST_DESCRIPTION - hint.length)}${hint}`,
    work_notes: plain(whole),
  };
}

/** A title as long as the instance takes it. */
export function oneLine(title: string): string {
  return cut(title.replaceAll(/\s+/g, ' ').trim(), LONGEST_TITLE);
}

/** A title to show, also where somebody left it out. */
export function shownTitle(written: string): string {
  return cut(written.trim(), 300) || 'Without a title';
}

/** Journals show what stands between code tags as HTML: a stranger's text never gets there. */
export function plain(text: string): string {
  return text.replaceAll(/\[(\s*\/?\s*code\s*)\]/gi, '[ $1 ]');
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;
}
