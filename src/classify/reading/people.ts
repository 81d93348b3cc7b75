import type { Ticket } from '../../domain/ticket.ts';
import { ownNames } from './own-names.ts';

const MOST = 4;
/** What is said of somebody stands at the beginning; the rest is what they wrote before, or what others did. */
const READ_AT_MOST = 2_000;

/** As directories have them: letters and what stands between them, at most a hundred. */
const name = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’@_-]{1,99}$/u;
const twoWords =
  /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}{1,30}(?:[-'’]\p{L}\p{Ll}{1,30})? \p{Lu}\p{Ll}{1,30}(?:[-'’]\p{L}\p{Ll}{1,30})?(?![\p{L}\p{N}])/gu;

/** Names of people a ticket may be about: of whoever asked, then those in its text. Candidates, and nobody is taken for anybody. */
export function peopleIn({ requester, subject, body }: Pick<Ticket, 'requester' | 'subject' | 'body'>): string[] {
  const written = `${subject}\n${body}`.slice(0, READ_AT_MOST).match(twoWords) ?? [];
  const named = written.filter(
    (words) =>
      !words
        .toLowerCase()
        .split(' ')
        .some((word) => ownNames.has(word)),
  );
  const all = [requester.name.trim(), ...named].filter((one) => name.test(one));
  return [...new Set(all)].slice(0, MOST);
}
