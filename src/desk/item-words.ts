import { plain } from '../cards/plain.ts';
import type { Verdict } from '../domain/approval.ts';
import { inShort } from '../lib/in-short.ts';
import { refusals } from './answer-approval.ts';
import type { ItemDecided } from './answer-batch.ts';
import type { Decided } from './decide.ts';

/** What became of a verdict about several items. */
export function inItemWords(verdict: Verdict, decided: readonly ItemDecided[], phrase: string): string {
  return byNumber(decided.map(({ position, decided: one }) => ({ position, words: wordsOf(verdict, one, phrase) })));
}

/** What is said of several items: the same words once, with the numbers they are about. */
export function byNumber(said: readonly { readonly position: number; readonly words: string }[]): string {
  const different = [...new Set(said.map(({ words }) => words))];
  return different
    .map((words) => `${inShort(said.filter((one) => one.words === words).map(({ position }) => position))}: ${words}`)
    .join(' ');
}

function wordsOf(verdict: Verdict, decided: Decided, phrase: string): string {
  switch (decided.outcome) {
    case 'decided':
      return verdict === 'approved' ? 'approved.' : 'denied.';
    case 'voted':
      return 'noted, and somebody else has to approve too before anything is done.';
    case 'type-it':
      return `${decided.why === 'mistyped' ? 'that is not the name. To' : 'to'} approve, type ${plain(phrase, 120)} in the field on the card.`;
    case 'say-what':
    case 'unchangeable':
      return 'changes to one of many are asked for by denying it.';
    case 'too-late':
      return 'not open any more.';
    case 'refused':
      return `not decided. ${refusals[decided.why]}`;
    case 'unknown':
      return 'I do not know this request.';
  }
}
