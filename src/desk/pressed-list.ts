import type { Message } from '../cards/card.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { hasRole, type Person } from '../domain/person.ts';
import { type BatchList, itemsOn, listOf, pageDigest } from './batch-list.ts';
import { answerWith } from './press-answer.ts';
import { type ListParts, pageMessage } from './show-batch.ts';

/** The page of a list on which somebody pressed, as it stands now. */
export interface PressedList {
  readonly list: BatchList;
  readonly page: number;
  readonly phrase: string;
  /** The page as it is when this is called, for those it was shown to. */
  shown(): Promise<Message | undefined>;
}

/** Which page a press is about; or the answer, where it is about none that looks as it did. */
export async function pressedList(
  { data }: Pick<Pressed, 'data'>,
  by: Person,
  parts: ListParts,
): Promise<{ readonly pressed: PressedList } | { readonly answer: PressAnswer }> {
  const batch = await parts.batches.read(data.batch ?? '');
  if (!batch) return { answer: answerWith('refused', UNKNOWN) };
  const list = await listOf(batch, data.step ?? '', parts);
  const page = Number(data.page);
  const phrase = itemsOn(page, list).find(({ approval }) => approval)?.approval?.batch?.phrase;
  if (phrase === undefined) return { answer: answerWith('refused', UNKNOWN) };

  const shown = async () => {
    const now = await listOf(batch, list.step, parts);
    return mayLook(by, now) ? pageMessage(now, page, await parts.roster()) : undefined;
  };
  if (pageDigest(page, list) !== data.digest) return { answer: answerWith('refused', CHANGED, await shown()) };
  return { pressed: { list, page, phrase, shown } };
}

const UNKNOWN = 'I do not know this list. It may be from another installation; ask again.';
const CHANGED = 'This list has changed meanwhile, so nothing was decided. Please look at it as it is now.';

/** What a list says is for those it was shown to. */
function mayLook(by: Person, { items, batch }: BatchList): boolean {
  const isAskedOf = items.some(({ approval }) => approval?.approverIds.includes(by.id));
  return isAskedOf || hasRole(by, 'technician', batch.customerId);
}
