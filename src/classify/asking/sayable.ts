const LONGEST = 240;

/** Parts of a word that could make it an address, a label, a number or a mark: only the ticket itself may have such words. */
const telling = /[\p{N}@/\\_<>{}[\]=:*`~|]|(?<=\p{L})[.\p{Lu}](?=\p{L})/u;
const latin = /^[\p{Script=Latin}\p{M}\p{N}\p{P}\p{S}\s]*$/u;
const placeholder = /^\[(?:person|company|account|device|phone|link|secret)\]?$|^\d{1,2}\]$/;

/** How a sentence may begin without naming anybody. */
const beginnings = new Set(
  'the a an it its this that they their there user users requester ticket sender writer somebody someone i in no not only please asks says wants needs reports mentions describes request text message while although because since as both'.split(
    ' ',
  ),
);

/**
 * A model's reasoning as it may stand on a card, or nothing: a word that could be a name must stand in the ticket itself,
 * so that no model can put somebody else's account, a link or an order before a person who decides.
 */
export function sayable(reasoning: string, ticketText: string): string | undefined {
  const plain = reasoning.replace(/\s+/g, ' ').trim();
  if (plain === '' || plain.length > LONGEST || !latin.test(plain)) return undefined;
  const known = new Set(wordsIn(ticketText).map((word) => word.toLowerCase()));
  const isSaid = (word: string) => {
    const small = word.toLowerCase();
    if (known.has(small) || placeholder.test(word)) return true;
    if (telling.test(word)) return false;
    return /^\p{Ll}/u.test(word) || beginnings.has(small);
  };
  return wordsIn(plain).every(isSaid) ? plain : undefined;
}

function wordsIn(text: string): string[] {
  return text
    .split(/[\s,;()"“”„«»]+/)
    .map((word) => word.replace(/^['‘’]+|[.!?:'’]+$/g, ''))
    .filter(Boolean);
}
