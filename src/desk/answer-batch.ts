import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import type { Verdict } from '../domain/approval.ts';
import { isAsked, isOpen, itemsOn } from './batch-list.ts';
import type { Caller } from './caller.ts';
import { type Decided, decide } from './decide.ts';
import { inItemWords } from './item-words.ts';
import { answerWith } from './press-answer.ts';
import { pressedList } from './pressed-list.ts';
import { type ListParts, rewritePage } from './show-batch.ts';
import { whichItems } from './which-items.ts';

/** What was decided about one item. */
export interface ItemDecided {
  readonly position: number;
  readonly decided: Decided;
}

/** Takes a verdict about some items of a list, or all on its card: each is decided by itself, with its own digest and its own rules. */
export async function answerBatch(
  verdict: Verdict,
  { data, fields, from }: Pressed,
  by: Caller,
  parts: ListParts,
): Promise<PressAnswer> {
  const found = await pressedList({ data }, by, parts);
  if ('answer' in found) return found.answer;
  const { list, page, phrase, shown } = found.pressed;
  const refused = async (why: string) => answerWith('refused', why, await shown());
  const which = whichItems(fields.which ?? '', phrase);
  if (which.state === 'unclear') return refused(UNCLEAR);

  const items = itemsOn(page, list);
  const chosen = items.filter(({ position }) => which.numbers === 'all' || which.numbers.includes(position));
  const isMissed = which.numbers !== 'all' && chosen.length < which.numbers.length;
  if (isMissed) return refused(`There is no such number here. ${UNCLEAR}`);
  const open = chosen.filter(isOpen);
  if (open.length === 0) return refused(NONE_OPEN);

  const words = wordsIn(verdict, fields, which.words);
  const decided: ItemDecided[] = [];
  for (const { position, approval } of open.filter(isAsked)) {
    const { id: approvalId, digest } = approval;
    const decision = { approvalId, digest, verdict, by, through: by.through, surface: from.platform, ...words };
    decided.push({ position, decided: await decide(decision, parts) });
  }
  await rewritePage(list, page, parts);
  // What was not decided is told, also where the rest was: a card alone would not say why.
  const isDone = decided.every(({ decided: { outcome } }) => outcome === 'decided' || outcome === 'voted');
  return answerWith(isDone ? 'done' : 'refused', inItemWords(verdict, decided, phrase), await shown());
}

export const NONE_OPEN = 'None of these is open any more.';
const UNCLEAR =
  'Please write the numbers, for example 1, 3-5, or leave the field empty for all that are open. Nothing was decided.';

/** A chat with one line for everything fills every field with it; what stands after the numbers is what was meant. */
function wordsIn(verdict: Verdict, { which, typed, reason }: Pressed['fields'], after: string | undefined) {
  const own = verdict === 'approved' ? typed : reason;
  const words = (after ?? (own === which ? undefined : own))?.trim();
  if (!words) return {};
  return verdict === 'approved' ? { typed: words } : { reason: words };
}
