import type { Sentiment, Urgency } from '../../domain/classification.ts';
import { phrasebookOf } from './phrases.ts';
import { sentimentPhrases, urgencyPhrases } from './tone-phrases.ts';

const urgencyBook = phrasebookOf<Urgency>(urgencyPhrases);
const sentimentBook = phrasebookOf<Sentiment>(sentimentPhrases);

/** How soon somebody needs help. Words that take urgency back count more than those that claim it: nobody writes them by habit. */
export function urgencyOf(words: readonly string[]): Urgency {
  const said = new Set(urgencyBook(words).map(({ meaning }) => meaning));
  if (said.has('critical')) return 'critical';
  if (said.has('low')) return 'low';
  return said.has('high') ? 'high' : 'normal';
}

/** How somebody sounds. Thanks at the end of a complaint are manners. */
export function sentimentOf(words: readonly string[], text: string): Sentiment {
  const said = new Set(sentimentBook(words).map(({ meaning }) => meaning));
  if (said.has('angry') || /[!?]{3}/.test(text) || isShouted(text)) return 'angry';
  if (said.has('unhappy')) return 'unhappy';
  return said.has('pleased') ? 'pleased' : 'calm';
}

const FEWEST_LETTERS = 20;

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = text.match(/\p{Lu}/gu) ?? [];
  return letters.length >= FEWEST_LETTERS && capitals.length / letters.length > 0.7;
}
