import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import type { Verdict } from '../domain/approval.ts';
import { hasRole, type Person } from '../domain/person.ts';
import { type BatchList, isAsked, isOpen, itemsOn, listOf, pageDigest } from './batch-list.ts';
import type { Caller } from './caller.ts';
import { type Decided, decide } from './decide.ts';
import { inItemWords } from './item-words.ts';
import { answerWith } from './press-answer.ts';
import { type ListParts, pageMessage, rewritePage } from './show-batch.ts';
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
  const roster = await parts.roster();
  const batch = await parts.batches.read(data.batch ?? '');
  if (!batch) return answerWith('refused', UNKNOWN);
  const list = await listOf(batch, data.step ?? '', parts);
  const page = Number(data.page);
  const items = itemsOn(page, list);
  const phrase = items.find(({ approval }) => approval)?.approval?.batch?.phrase;
  if (phrase === undefined) return answerWith('refused', UNKNOWN);

  const shown = () => (mayLook(by, list) ? pageMessage(list, page, roster) : undefined);
  if (pageDigest(page, list) !== data.digest) return answerWith('refused', CHANGED, shown());
  const which = whichItems(fields.which ?? '', phrase);
  if (which.state === 'unclear') return answerWith('refused', UNCLEAR, shown());

  const chosen = items.filter(({ position }) => which.numbers === 'all' || which.numbers.includes(position));
  const isMissed = which.numbers !== 'all' && chosen.length < which.numbers.length;
  if (isMissed) return answerWith('refused', `There is no such number here. ${UNCLEAR}`, shown());
  const open = chosen.filter(isOpen);
  if (open.length === 0) return answerWith('refused', 'None of these is open any more.', shown());

  const words = wordsIn(verdict, fields, which.words);
  const decided: ItemDecided[] = [];
  for (const { position, approval } of open.filter(isAsked)) {
    const { id: approvalId, digest } = approval;
    const decision = { approvalId, digest, verdict, by, through: by.through, surface: from.platform, ...words };
    decided.push({ position, decided: await decide(decision, parts) });
  }
  await rewritePage(list, page, parts);
  const now = await listOf(batch, list.step, parts);
  // What was not decided is told, also where the rest was: a card alone would not say why.
  const isDone = decided.every(({ decided: { outcome } }) => outcome === 'decided' || outcome === 'voted');
  const card = mayLook(by, now) ? pageMessage(now, page, roster) : undefined;
  return answerWith(isDone ? 'done' : 'refused', inItemWords(verdict, decided, phrase), card);
}

const UNKNOWN = 'I do not know this list. It may be from another installation; ask again.';
const CHANGED = 'This list has changed meanwhile, so nothing was decided. Please look at it as it is now.';
const UNCLEAR =
  'Please write the numbers, for example 1, 3-5, or leave the field empty for all that are open. Nothing was decided.';

/** A chat with one line for everything fills every field with it; what stands after the numbers is what was meant. */
function wordsIn(verdict: Verdict, { which, typed, reason }: Pressed['fields'], after: string | undefined) {
  const own = verdict === 'approved' ? typed : reason;
  const words = (after ?? (own === which ? undefined : own))?.trim();
  if (!words) return {};
  return verdict === 'approved' ? { typed: words } : { reason: words };
}

/** What a list says is for those it was shown to. */
function mayLook(by: Person, { items, batch }: BatchList): boolean {
  const isAskedOf = items.some(({ approval }) => approval?.approverIds.includes(by.id));
  return isAskedOf || hasRole(by, 'technician', batch.customerId);
}
