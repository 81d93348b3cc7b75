import { plain } from '../cards/plain.ts';
import type { Verdict } from '../domain/approval.ts';
import type { DecisionRefusal } from '../domain/decision.ts';
import type { ItemDecided } from './answer-batch.ts';
import type { Decided } from './decide.ts';

/** What became of a verdict about several items: the same words once, with the numbers they are about. */
export function inItemWords(verdict: Verdict, decided: readonly ItemDecided[], phrase: string): string {
  const said = decided.map(({ position, decided: one }) => ({ position, words: wordsOf(verdict, one, phrase) }));
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
    case 'too-late':
      return 'not open any more.';
    case 'refused':
      return `not decided. ${refusals[decided.why]}`;
    case 'unknown':
      return 'I do not know this request.';
  }
}

const refusals = {
  requester: 'You asked for this yourself, so somebody else decides.',
  'maybe-requester': 'Whoever asked is linked to nobody, and may be you. An admin can link you both.',
  author: 'You answered with a value that this uses, so somebody else decides.',
  outsider: 'Only approvers of this customer decide this.',
  'no-account': 'No account is linked to you, so it may be about yours. An admin can add it in desk.yaml.',
  beneficiary: 'This is about your own account, so somebody else decides.',
  editor: 'You edited this workflow last, so somebody else decides.',
  technician: 'You are a technician of this customer, and its policy keeps the two apart.',
  surface: 'The policy lets nobody approve this on this chat.',
  changed: 'It is not any more what the card shows.',
} satisfies Record<DecisionRefusal, string>;

/** `1-3, 5`. */
export function inShort(numbers: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && number === last.to + 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs
    .map(({ from, to }) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}-${to}`))
    .join(', ');
}
