import { subjectOf } from '../domain/ticket.ts';
import { withoutSecrets } from './masked.ts';
import { takeApart } from './own-words.ts';

/** What of a ticket's text is worth learning: the writer's own words, without what looks like a secret. */
export function wordsToLearn(text: string): string {
  const { own } = takeApart(subjectOf(text), text);
  return withoutSecrets(own.trim() || text.trim());
}
