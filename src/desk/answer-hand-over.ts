import { plain } from '../cards/plain.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { answerElse } from './answer-approval.ts';
import { approvalCard } from './approval-card.ts';
import type { Caller } from './caller.ts';
import { handOver } from './hand-over.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { sheetOf } from './sheet.ts';

export const WHO = 'Please choose first who shall decide it, in the list on the card.';
export const NOT_THEM = 'That must be somebody else who may decide this. Please choose another name.';
export const NOT_REACHED = 'I could not reach them, so it is still yours. Please choose another name.';

/** Hands an approval over to whom the card's list names. */
export async function answerHandOver(pressed: Pressed, by: Caller, parts: DeskParts): Promise<PressAnswer> {
  const { data, fields, from } = pressed;
  const toId = fields.colleague?.trim() ?? '';
  if (toId === '') return answerWith('refused', WHO);
  const asked = await parts.approvals.read(data.approval ?? '');
  if (!asked) return answerElse({ outcome: 'unknown' }, pressed, by, parts);
  const handing = { toId, by, surface: from.platform, seen: () => data.digest ?? '' };
  const [handed] = await handOver([asked], await sheetOf(asked.id, parts), handing, parts);
  switch (handed?.outcome) {
    case 'handed-over': {
      const who = plain(handed.approval.handedTo?.to.name ?? '', 80);
      return answerWith('done', `${who} has it now.`, approvalCard(handed.approval, await parts.roster()));
    }
    case 'not-them':
      return answerWith('refused', NOT_THEM);
    case 'not-reached':
      return answerWith('refused', NOT_REACHED);
    case 'too-late':
    case 'refused':
      return answerElse(handed, pressed, by, parts);
    case undefined:
      return answerElse({ outcome: 'unknown' }, pressed, by, parts);
  }
}
