import { subjectOf } from '../../domain/ticket.ts';
import { withoutSecrets } from '../masking/pasted-secrets.ts';
import { ownTextOf } from '../reading/own-text.ts';

/** What of a ticket is worth learning: the words by which a model would judge it, without what looks like a secret. */
export function wordsToLearn(body: string, subject = subjectOf(body)): string {
  const own = ownTextOf({ subject, body }).trim();
  return withoutSecrets(own || body.trim());
}
