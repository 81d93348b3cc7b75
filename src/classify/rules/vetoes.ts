import { Veto } from '../../domain/classification.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { securityIncident } from '../cues/security-incident.ts';
import { readable, takeApart } from '../reading/own-words.ts';
import { createPhrasebook } from '../reading/phrases.ts';
import { wordsOf } from '../reading/words.ts';
import { foreignNames } from './foreign-names.ts';
import { vetoPhrases } from './veto-phrases.ts';

const book = createPhrasebook<Veto>([
  ...(securityIncident.strong ?? []).map((phrase) => [phrase, 'security-cue'] as const),
  ...Object.entries(vetoPhrases).flatMap(([veto, phrases]) =>
    phrases.map((phrase) => [phrase, Veto.parse(veto)] as const),
  ),
]);

const link = /\bhttps?:\/\/|\bwww\.|\bhxxps?:/i;

/** Chat models are addressed by such marks; people don't write them. */
const roleMark =
  /(?:^|\n)[ \t>#*]{0,8}[<[]{0,3}\|?(?:im_start\|>)?(?:system|assistant|developer)\|?[>\]]{0,3}[ \t]{0,3}(?::|prompt|override|>|\])|\[\/?inst\]|<\|im_|<\/?(?:system|instructions?|assistant)>|<!--\s{0,9}(?:bot|ai|assistant|agent|system|llm)\b/i;

/** "Bob's password", but not "today's password". */
const possessive =
  /(?<!\p{L})(\p{L}{1,30})['’]s\s{1,3}(?:\p{L}{1,20}\s{1,3})?(?:password|account|login|mailbox|laptop|computer|pc|licen[cs]e|access)/giu;
const nobodys = new Set('it that this what here there today yesterday who where how microsoft let he she'.split(' '));

/** Why a person must look at this ticket first, over all of its text, other people's words included. */
export function vetoesIn({ subject, body, requester, metadata }: Ticket): Veto[] {
  const raw = `${subject}\n\n${body}`;
  const text = readable(raw);
  const words = wordsOf(text);
  const found = new Set(book(words).map(({ meaning }) => meaning));

  // What a reader of HTML does not see may be meant for the bot.
  if (text !== raw) for (const { meaning } of book(wordsOf(raw))) found.add(meaning);
  if (link.test(raw)) found.add('link');
  if (roleMark.test(raw)) found.add('instruction-to-the-bot');
  if (takeApart(subject, body).hasThirdParty) found.add('quoted-third-party');
  if (metadata.emails.some((email) => email !== requester.account?.toLowerCase())) found.add('someone-else');
  for (const [, owner] of text.matchAll(possessive))
    if (owner && !nobodys.has(owner.toLowerCase())) found.add('someone-else');
  for (const veto of foreignNames(words)) found.add(veto);
  return Veto.options.filter((veto) => found.has(veto));
}
