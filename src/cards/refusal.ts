import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain, plainLines } from './plain.ts';

const card = cardFrom('refusal');

interface Refusal {
  /** Why not, and who can help. */
  readonly why: string;
  /** What a press has others asked for; without one there is nobody to ask. */
  readonly plea?: string | undefined;
}

/** Why somebody may not do what they wanted, with a button that asks those who may. */
export function refusalMessage({ why, plea }: Refusal): Message {
  return { text: plain(why, 900), card: card({ why: plainLines(why, 900), open: plea ? [{ plea }] : [] }) };
}
