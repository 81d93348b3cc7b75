import { plain } from '../cards/plain.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { refusals } from './answer-approval.ts';
import { NONE_OPEN } from './answer-batch.ts';
import { NOT_REACHED, NOT_THEM, WHO } from './answer-hand-over.ts';
import type { Caller } from './caller.ts';
import { type HandedOver, handOver } from './hand-over.ts';
import { byNumber } from './item-words.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { pressedList } from './pressed-list.ts';
import { openOn, sheetOfList } from './sheet.ts';

/** Hands all that is open on a list, on every page of it, over to whom the card's list names; each item by its own rules. */
export async function handOverItems(pressed: Pressed, by: Caller, parts: DeskParts): Promise<PressAnswer> {
  const toId = pressed.fields.colleague?.trim() ?? '';
  if (toId === '') return answerWith('refused', WHO);
  const found = await pressedList(pressed, by, parts);
  if ('answer' in found) return found.answer;
  const { list, shown } = found.pressed;

  const sheet = sheetOfList(list);
  const { open } = await openOn(sheet, parts);
  if (open.length === 0) return answerWith('refused', NONE_OPEN, await shown());
  const handing = { toId, by, surface: pressed.from.platform, seen: ({ digest }: { digest: string }) => digest };
  const handed = await handOver(open, sheet, handing, parts);
  const said = handed.map((one) => ({ position: one.approval.batch?.position ?? 0, words: wordsOf(one) }));
  const isDone = handed.every(({ outcome }) => outcome === 'handed-over');
  return answerWith(isDone ? 'done' : 'refused', byNumber(said), await shown());
}

function wordsOf(handed: HandedOver): string {
  switch (handed.outcome) {
    case 'handed-over':
      return `${plain(handed.approval.handedTo?.to.name ?? '', 80)} has it now.`;
    case 'not-them':
      return NOT_THEM;
    case 'not-reached':
      return NOT_REACHED;
    case 'too-late':
      return 'not open any more.';
    case 'refused':
      return `not handed over. ${refusals[handed.why]}`;
  }
}
