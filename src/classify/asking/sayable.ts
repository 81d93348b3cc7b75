import { firstNames } from '../masking/first-names.ts';

const LONGEST = 240;

/** Parts of a word that could make it an address, a label, a number or a mark: only the ticket itself may have such words. */
const telling = /[\p{N}@/\\_<>{}[\]=:*`~|]|(?<=\p{L})[.\p{Lu}](?=\p{L})/u;
/** What English and its neighbours are written with: no wide, raised or small capital letters, and no marks that look like others. */
const plainly = /^[\x20-\x7e\u00a1-\u017f\u2013\u2014\u2018-\u201e\u2026]*$/;
const placeholder = /^\[(?:person|company|account|device|phone|link|secret)\]?$|^\d{1,2}\]$/;

/** Words by which somebody who decides could be moved to press a button. A model has checked nothing, so it can't say these. */
const persuading =
  /^(?:approv|authori[sz]|verif|vérif|confirm|genuin|legitim|trust|safe(?!ty)|urg|press$|click|proceed|immediate|identity|vouch|vetted|checked|cleared|sign(?:ed)?-?off|must|should|please|recommend|advis|genehmig|freig|bestätig|aprob|aprov|autori)/;

/** How a sentence may begin without naming anybody. */
const beginnings = new Set(
  'the a an it its this that they their there user users requester ticket sender writer somebody someone i in no not only asks says wants needs reports mentions describes request text message while although because since as both'.split(
    ' ',
  ),
);

/**
 * A model's reasoning as it may stand on a card, or nothing: a word that could be a name must stand in the ticket itself,
 * so that no model can put somebody else's account, a link or an order before a person who decides, nor advice.
 */
export function sayable(reasoning: string, ticketText: string): string | undefined {
  const plain = reasoning.replace(/\s+/g, ' ').trim();
  if (plain === '' || plain.length > LONGEST || !plainly.test(plain)) return undefined;
  const known = new Set(wordsIn(ticketText).map((word) => word.toLowerCase()));
  const isSaid = (word: string) => {
    const small = word.toLowerCase();
    if (persuading.test(small)) return false;
    if (known.has(small) || placeholder.test(word)) return true;
    if (telling.test(word)) return false;
    return (/^\p{Ll}/u.test(word) && !firstNames.has(small)) || beginnings.has(small);
  };
  return wordsIn(plain).every(isSaid) ? plain : undefined;
}

function wordsIn(text: string): string[] {
  return text
    .split(/[\s,;()"“”„«»]+/)
    .map((word) => bared(word))
    .filter(Boolean);
}

/** Without the marks around it. A mark that stands in the middle is looked at once. */
function bared(word: string): string {
  let from = 0;
  let to = word.length;
  while (from < to && "'‘’".includes(word[from] ?? ' ')) from++;
  while (to > from && ".!?:'’".includes(word[to - 1] ?? ' ')) to--;
  return word.slice(from, to);
}
