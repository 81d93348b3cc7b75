import { subjectOf } from '../../domain/ticket.ts';
import { withoutSecrets } from '../masking/pasted-secrets.ts';
import { ownTextOf } from '../reading/own-text.ts';

/** What of a ticket's text is worth learning: the words by which a model would judge it, without what looks like a secret. */
export function wordsToLearn(text: string): string {
  const own = ownTextOf({ subject: subjectOf(text), body: text }).trim();
  return withoutSecrets(own || text.trim());
}
