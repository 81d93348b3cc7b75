import { firstNames } from './first-names.ts';

const name = String.raw`\p{Lu}[\p{Ll}\p{M}'’]{1,30}(?:-\p{Lu}\p{Ll}{1,30})?`;
const particles = '(?:(?:von|van|der|den|de|da|do|dos|del|la|le|di|el|bin) ){0,2}';
const names = String.raw`${name}(?: ${particles}(?:\p{Lu}\. )?${name}){0,2}`;

/** Somebody says who they are; behind words that say nothing else, in small letters too. */
const introduced = new RegExp(
  String.raw`(?<=(?<!\p{L})(?:this is|i am|i'm|ich bin|soy|je suis|sou) )(?-i:${names})|(?<=(?<!\p{L})(?:my name is|mein name ist|me llamo|mi nombre es|je m'appelle|mon nom est|meu nome é|my name's) )\p{L}{2,30}(?: \p{L}{2,30})?|(?<=(?<!\p{L})(?:here is|here's|it is|it's|hier ist|hier spricht|hier|aquí|ici|c'est|aqui é|aqui|fala) )(?-i:${name} ${particles}${name})`,
  'giu',
);
const titled = new RegExp(
  String.raw`(?<=(?<!\p{L})(?:mrs?|ms|miss|dr|prof|herrn?|frau|señora?|sra?|doña|don|monsieur|madame|mme|mlle|senhora?|dona)\.? (?:(?:dr|prof)\.? ){0,2})(?-i:${names})`,
  'giu',
);
/** A line of its own, or the end of one, behind thanks or regards. */
const signed = new RegExp(
  String.raw`(?<=(?<!\p{L})(?:thanks|thank you|thx|regards|cheers|best|sincerely|yours|gruß|grüße|grüßen|gruss|lg|vg|mfg|danke|saludos|gracias|atentamente|merci|cordialement|bien à vous|obrigad[oa]|abraços?|cumprimentos|atenciosamente)[,.!]{0,2}\s{1,3})(?-i:${names})(?=[ .]{0,3}(?:\n|$))`,
  'giu',
);
const greeted = new RegExp(
  String.raw`(?<=(?:^|\n)(?:hi|hello|hey|dear|hallo|liebe[rs]?|hola|querid[oa]|estimad[oa]|salut|bonjour|cher|chère|olá|oi|carao?|prezad[oa]) )(?-i:${names})(?=[ ]{0,2}[,!:.\n-])`,
  'giu',
);
const small =
  /(?<=(?<!\p{L})(?:this is|i am|i'm|it's|ich bin|hier ist|soy|je suis|sou|aqui é|aquí) )(\p{L}{2,30})(?: \p{Ll}{2,30})?/giu;
const capital = new RegExp(String.raw`(?<![\p{L}\p{N}])${name}`, 'gu');
const surname = new RegExp(String.raw` ${particles}(?:\p{Lu}\. )?${name}`, 'uy');

/** People whom nobody knows: who introduce themselves, are greeted, sign, have a title, or a first name that people have. */
export function withoutStrangers(text: string): string {
  let left = text;
  for (const form of [introduced, titled, signed, greeted]) left = left.replace(form, '[person]');
  left = left.replace(small, (found, first) => (isFirstName(first) ? '[person]' : found));
  return withoutFirstNames(left);
}

/** Each with the family name behind it. */
function withoutFirstNames(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(capital)) {
    if (index < done || !found.split(/['’-]/).slice(0, 1).some(isFirstName)) continue;
    surname.lastIndex = index + found.length;
    const [behind = ''] = surname.exec(text) ?? [];
    parts.push(text.slice(done, index), '[person]');
    done = index + found.length + behind.length;
  }
  return parts.join('') + text.slice(done);
}

function isFirstName(word: string): boolean {
  const plain = word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return firstNames.has(plain) || (plain.length > 4 && plain.endsWith('s') && firstNames.has(plain.slice(0, -1)));
}
