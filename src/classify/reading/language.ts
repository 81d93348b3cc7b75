import { Language } from '../../domain/classification.ts';
import { wordsOf } from './words.ts';

/** Small words that nearly every sentence of a language has, and few of another. */
const smallWords = {
  en: 'the and is are was my to of for on with you please cannot cant not have has this that it i we our from can could would need when after do does be an if all no its im your there since any',
  de: 'der die das und ist sind war mein meine meinen nicht ich wir bitte mit auf für von ein eine einen kann können habe hat zu im am dem den des es sich wird auch noch seit mehr kein keine beim bei nach aus wie wenn uns unser ihr sie',
  es: 'el la los las y es está están mi mis no que de en con para por un una se me puedo puede al del lo le nos hay desde pero su como más cuando tengo necesito favor hola gracias muy ya',
  fr: 'le la les et est sont mon ma mes ne pas que de des en avec pour par un une je il nous vous ce cette au aux du dans sur depuis plus mais quand peux peut merci bonjour ai jai sil plaît très',
  pt: 'o a os as e é está estão meu minha não que de em com para por um uma eu me se posso pode ao do da dos das no na nos mas quando desde já mais preciso favor olá obrigado obrigada consigo você bom dia',
} satisfies Record<Exclude<Language, 'unknown'>, string>;

/** Letters that only some of these languages have. */
const letters = {
  en: /(?!)/g,
  de: /[äöüß]/gi,
  es: /[ñ¿¡]/gi,
  fr: /[èêëîïûœù]/gi,
  pt: /[ãõ]/gi,
} satisfies Record<Exclude<Language, 'unknown'>, RegExp>;

const known = Language.exclude(['unknown']).options.map((language) => ({
  language,
  words: new Set(smallWords[language].split(' ').flatMap((word) => wordsOf(word))),
  letters: letters[language],
}));

const MOST_WORDS = 200;
const LETTER = 1.5;

/** The language most of a text's small words belong to; `unknown` where there are none, or as many of another. */
export function languageOf(text: string): Language {
  const words = wordsOf(text).slice(0, MOST_WORDS);
  const head = text.slice(0, 2_000);
  const [first, second] = known
    .map(({ language, words: small, letters: own }) => ({
      language,
      points: words.filter((word) => small.has(word)).length + LETTER * Math.min(3, (head.match(own) ?? []).length),
    }))
    .sort((a, b) => b.points - a.points);
  return first && first.points > (second?.points ?? 0) ? first.language : 'unknown';
}
