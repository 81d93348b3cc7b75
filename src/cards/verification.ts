import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { type Fact, fact } from './facts.ts';
import { plain } from './plain.ts';

const card = cardFrom('verification');

/** How far it has come to find out whether somebody really wants something. */
export type VerificationState =
  | { readonly is: 'choosing'; readonly turn: number; readonly note?: string }
  | { readonly is: 'with-manager'; readonly manager: string; readonly holder: string }
  | { readonly is: 'calling'; readonly by: string; readonly challenge: string; readonly asks: 'code' | 'digits' }
  | { readonly is: 'passed'; readonly words: string }
  | { readonly is: 'failed'; readonly words: string };

/** What is the same on every card of one verification. */
export interface VerificationMatter {
  readonly id: string;
  readonly ticketId: string;
  readonly customerName: string;
  readonly requesterName: string;
  readonly account: string;
  readonly what: string;
}

const looks = {
  choosing: { headline: 'Does its owner want this?', style: 'accent' },
  'with-manager': { headline: 'The manager is asked', style: 'accent' },
  calling: { headline: 'Call back', style: 'accent' },
  passed: { headline: 'Verified', style: 'good' },
  failed: { headline: 'Not verified', style: 'warning' },
} as const satisfies Record<VerificationState['is'], object>;

/** The technicians' card. It shows no number to call and no code: those are for one person each. */
export function verificationMessage(matter: VerificationMatter, state: VerificationState): Message {
  const text = wordsOf(matter, state);
  const note = state.is === 'choosing' ? state.note : undefined;
  return message(matter, {
    ...looks[state.is],
    text,
    notes: note ? [plain(note, 300)] : [],
    choosing: state.is === 'choosing' ? [{ verification: matter.id, turn: String(state.turn) }] : [],
    answering: state.is === 'calling' ? [answeringOf(state)] : [],
  });
}

/** What the manager sees. Whoever only presses a button has confirmed nothing: the number has to be heard from somebody. */
export function confirmationMessage(
  matter: VerificationMatter,
  state: { readonly holder: string; readonly challenge: string } | { readonly ended: string },
): Message {
  if ('ended' in state)
    return message(matter, { headline: 'Thank you', style: 'default', text: plain(state.ended, 300) });
  const { holder, challenge } = state;
  return message(matter, {
    headline: 'Did they ask for this?',
    style: 'accent',
    text: `Somebody asked for this for ${plain(matter.account, 120)}, whose manager you are. Please speak to ${plain(holder, 80)}, who was shown a number of two digits, and type it only if it is really wanted.`,
    answering: [{ challenge, label: 'The number of two digits', yes: 'Yes, it is wanted', no: 'No, it is not' }],
  });
}

interface Look {
  readonly headline: string;
  readonly style: string;
  readonly text: string;
  readonly notes?: readonly string[];
  readonly choosing?: readonly object[];
  readonly answering?: readonly object[];
}

function message(matter: VerificationMatter, look: Look): Message {
  const customer = plain(matter.customerName, 80);
  const what = plain(matter.what, 200);
  const account = plain(matter.account, 120);
  return {
    text: `${look.headline}: ${what} for ${account} at ${customer}. ${look.text}`,
    card: card({
      notes: [],
      choosing: [],
      answering: [],
      ...look,
      facts: factsOf(matter),
      ticketId: plain(matter.ticketId, 40),
    }),
  };
}

function factsOf({ customerName, what, account, requesterName }: VerificationMatter): Fact[] {
  return [
    fact('Customer', plain(customerName, 80), { weight: 'Bolder' }),
    fact('What', plain(what, 200)),
    fact('For', plain(account, 120), { weight: 'Bolder' }),
    fact('Asked by', plain(requesterName, 80)),
  ];
}

function wordsOf({ account }: VerificationMatter, state: VerificationState): string {
  const owner = plain(account, 120);
  switch (state.is) {
    case 'choosing':
      return `Before anybody is asked to approve it, somebody has to find out whether the owner of ${owner} really wants this. Whoever is on the telephone may be anybody.`;
    case 'with-manager':
      return `${plain(state.manager, 80)} has ten minutes to confirm it, with the number that ${plain(state.holder, 80)} was shown.`;
    case 'calling':
      return `${plain(state.by, 80)} calls the number that the directory has, and nobody's own. I have told it to them alone.`;
    case 'passed':
    case 'failed':
      return plain(state.words, 300);
  }
}

function answeringOf({ challenge, asks }: Extract<VerificationState, { is: 'calling' }>) {
  const label =
    asks === 'code'
      ? 'The code of six digits that they read to you'
      : 'The last four digits of the number on which you spoke to them';
  return { challenge, label, yes: 'It is wanted', no: 'It is not wanted' };
}
