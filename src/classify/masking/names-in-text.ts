/** A name to look for, and what stands in its place. */
export interface Sought {
  /** What somebody is called, in any order; an account's first half as well. */
  readonly name: string;
  readonly placeholder: string;
  /** Whether each of its words is as telling as the whole of it. */
  readonly isPerson: boolean;
}

const SHORTEST = 3;
const MOST_WORDS = 6;
/** What may stand between the words of one name. */
const apart = /^[\s,._&+'’-]{1,4}$/;
const word = /[\p{L}\p{N}]+/gu;

/** Names that are ordinary words as well: only with a capital letter are they somebody's. */
const ordinaryNames = new Set(
  'mark will may bill grace hope joy rose art rob pat sue drew chase frank grant guy jack max rich sunny summer dawn faith mike bob ray page young long short white black brown green king field wood hill price stone bell bold fast lang klein gross neu kurz weiss schwarz braun sol luz paz pilar blanco grande rey rico petit grand blanc noir roux leal costa bravo franco'.split(
    ' ',
  ),
);
/** Parts of an account that are nobody's name. */
const nobodys = new Set(
  'admin administrator user info support office service help helpdesk desk mail test sales team account the and und der die das von van del des dos'.split(
    ' ',
  ),
);
const legalForms = new Set(
  'gmbh ag kg ltd limited inc llc llp corp co sa sas sarl sl srl bv nv lda ltda plc company group the'.split(' '),
);

/** What stands in a name's place, and whether it must have a capital letter. */
interface Entry {
  readonly placeholder: string;
  readonly isCapital: boolean;
}

interface Word {
  readonly from: number;
  readonly to: number;
  readonly plain: string;
  readonly isCapital: boolean;
}

/**
 * Puts placeholders in the place of names, however they are accented, spelled without umlauts, turned round, joined with an
 * initial or put in the genitive.
 */
export function withoutNames(text: string, sought: readonly Sought[]): string {
  const entries = new Map<string, Entry>();
  for (const one of sought)
    for (const [name, entry] of entriesOf(one)) if (!entries.has(name)) entries.set(name, entry);
  const words = wordsIn(text);
  const parts: string[] = [];
  let done = 0;
  for (let at = 0; at < words.length; ) {
    const found = longestAt(at, words, text, entries);
    const [begun, last] = [words[at], words[at + (found?.length ?? 1) - 1]];
    if (found && begun && last) {
      parts.push(text.slice(done, begun.from), found.placeholder);
      done = last.to;
    }
    at += found?.length ?? 1;
  }
  return parts.join('') + text.slice(done);
}

function wordsIn(text: string): Word[] {
  return Array.from(text.matchAll(word), ({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
    plain: plain(found),
    isCapital: /^\p{Lu}/u.test(found),
  }));
}

function longestAt(at: number, words: readonly Word[], text: string, entries: ReadonlyMap<string, Entry>) {
  let said = '';
  let found: { readonly placeholder: string; readonly length: number } | undefined;
  for (let length = 1; length <= MOST_WORDS; length++) {
    const [before, next] = [words[at + length - 2], words[at + length - 1]];
    if (!next || (length > 1 && before && !apart.test(text.slice(before.to, next.from)))) break;
    const lead = length === 1 ? '' : `${said} `;
    said = `${lead}${next.plain}`;
    const entry = entries.get(said) ?? entries.get(`${lead}${withoutGenitive(next.plain)}`);
    if (entry && (!entry.isCapital || next.isCapital)) found = { placeholder: entry.placeholder, length };
  }
  return found;
}

function entriesOf({ name, placeholder, isPerson }: Sought): [string, Entry][] {
  const said = (name.match(word) ?? [])
    .filter((one) => isPerson || !legalForms.has(one.toLowerCase()))
    .slice(0, MOST_WORDS);
  const names = new Map<string, Entry>();
  for (const spelling of [plain, spelledOut, withoutUmlauts]) {
    const words = said.map(spelling);
    const alone = isPerson || words.length === 1 ? words : [];
    for (const one of [
      ...alone.filter((part) => part.length >= SHORTEST && !nobodys.has(part)),
      ...together(words, isPerson),
    ])
      names.set(one, { placeholder, isCapital: ordinaryNames.has(one) });
  }
  return [...names];
}

/** The whole name, turned round, and what accounts make of it. */
function together(words: readonly string[], isPerson: boolean): string[] {
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (words.length < 2) return [];
  if (!isPerson) return [words.join(' ')];
  const joined = [
    `${first}${last}`,
    `${last}${first}`,
    `${first[0]}${last}`,
    `${last}${first[0]}`,
    `${first}${last[0]}`,
  ];
  return [words.join(' '), `${first} ${last}`, `${last} ${first}`, ...joined.filter((one) => one.length >= 5)];
}

function withoutGenitive(plainWord: string): string {
  return plainWord.length > 4 ? plainWord.replace(/s$/, '') : plainWord;
}

/** In small letters, without accents. */
function plain(text: string): string {
  const small = text.toLowerCase();
  if (/^[a-z0-9]*$/.test(small)) return small;
  return small
    .replace(/[ßøłıæ]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
}

const plainLetters: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', ı: 'i', æ: 'ae' };

/** "Müller" as "mueller". */
function spelledOut(text: string): string {
  return plain(text.normalize('NFC').replace(/[äöü]/gi, (letter) => `${plain(letter)}e`));
}

/** "Mueller" as "muller", which is how "Müller" is read. */
function withoutUmlauts(text: string): string {
  return plain(text).replace(/([aou])e/g, '$1');
}
