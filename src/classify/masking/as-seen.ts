import { inOneAlphabet } from '../reading/words.ts';

/** Tags of mail, and comments. What ends a line in a mail ends one here. */
const breaks = /<\/?(?:br|p|div|tr|td|th|li|ul|ol|table|h[1-6]|hr|blockquote)(?:\s[^<>]{0,400})?\/?>/gi;
const tags = /<\/?[a-z][a-z0-9]{0,12}(?:\s[^<>]{0,400})?\/?>|<!--[^<>]{0,400}-->/gi;
const entity = /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(nbsp|amp|quot|apos|lt|gt|colon|equals|shy|zwnj|zwj));/gi;
const named: Readonly<Record<string, string>> = {
  ...{
    nbsp: ' ',
    amp: '&',
    quot: '"',
    apos: "'",
    lt: '<',
    gt: '>',
    colon: ':',
    equals: '=',
    shy: '',
    zwnj: '',
    zwj: '',
  },
};

/** What nobody sees, joiners included, and marks that say only how a sign is drawn. */
const unseen = /\p{Cf}|\p{Default_Ignorable_Code_Point}/gu;
const mixed = /[\p{L}\p{N}]{2,80}/gu;

/**
 * A text as somebody reads it on a screen: wide and invisible characters, letters of another alphabet that look alike, tags
 * and their entities hide nothing from a search.
 */
export function asSeen(text: string): string {
  return text
    .replace(breaks, '\n')
    .replace(tags, ' ')
    .replace(entity, (_, decimal, hex, name) => (name ? (named[name.toLowerCase()] ?? '') : letter(decimal, hex)))
    .replace(/[\ufdf0-\ufdfd]/g, ' ') // one letter that stands for up to eighteen
    .normalize('NFKC')
    .replace(unseen, '')
    .replace(mixed, inOneAlphabet)
    .replace(/[^\S\n]+/g, ' ');
}

function letter(decimal: string | undefined, hex: string | undefined): string {
  const point = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point).toWellFormed() : ' ';
}
