/** Stands between two sentences in a list of words, so that no phrase is found across them. */
export const SENTENCE_END = '.';

/** One letter that stands for up to eighteen: a text of them would grow beyond every limit it was let in by. */
const longLigature = /[\ufdf0-\ufdfd]/g;

const wordOrEnd = /[\p{L}\p{N}]+|[.!?;:](?=\s|$)|\n[ \t\r]{0,9}\n/gu;

/** Spellings of one word as two, so that cues need only one of them. */
const joined: Readonly<Record<string, string>> = {
  'e mail': 'email',
  'e mails': 'emails',
  'wi fi': 'wifi',
  'pass word': 'password',
  'lap top': 'laptop',
  'log in': 'login',
  'log into': 'login',
  'log on': 'login',
  'logging in': 'login',
  'logging into': 'login',
  'logging on': 'login',
  'sign in': 'login',
  'sign into': 'login',
  'signing in': 'login',
  'signing into': 'login',
  'signed in': 'login',
  'signed into': 'login',
  'logged in': 'login',
  'logged into': 'login',
  'logged on': 'login',
  'can not': 'cannot',
  'one drive': 'onedrive',
};

/** Short forms that people type in a chat. */
const short: ReadonlyMap<string, string> = new Map([
  ['pw', 'password'],
  ['pwd', 'password'],
  ['passwd', 'password'],
]);

/** Cyrillic and Greek letters that look like Latin ones; only a word that mixes alphabets is read with them. */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  ο: 'o',
  α: 'a',
  ι: 'i',
  ν: 'v',
};

/** Text as plain lower-case words: without accents, apostrophes and invisible characters, in the order they stand. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [found] of fold(text).matchAll(wordOrEnd)) {
    if (!isWord(found)) {
      if (words.length > 0 && words.at(-1) !== SENTENCE_END) words.push(SENTENCE_END);
      continue;
    }
    const plain = inOneAlphabet(found);
    const word = short.get(plain) ?? plain;
    const both = words.length > 0 ? joined[`${words.at(-1)} ${word}`] : undefined;
    if (both) words[words.length - 1] = both;
    else words.push(word);
  }
  return words;
}

/** Tag characters can spell words nobody sees, so they are read as what they spell. */
function fold(text: string): string {
  return text
    .replace(/['’‘`´]/g, '')
    .replace(longLigature, ' ')
    .replace(/[\u{e0020}-\u{e007e}]/gu, (tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000))
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
}

function isWord(found: string): boolean {
  return /^[\p{L}\p{N}]/u.test(found);
}

/** A word that mixes alphabets, in the letters it looks like. */
export function inOneAlphabet(word: string): string {
  if (!/[\u0370-\u04ff]/.test(word) || !/[a-z]/i.test(word)) return word;
  return Array.from(word, (letter) => {
    const alike = lookAlikes[letter.toLowerCase()];
    if (alike === undefined) return letter;
    return letter === letter.toLowerCase() ? alike : alike.toUpperCase();
  }).join('');
}
