import { plain } from '../cards/plain.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { answerElse } from './answer-approval.ts';
import { approvalCard } from './approval-card.ts';
import type { Caller } from './caller.ts';
import { handOver } from './hand-over.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';

/** Hands an approval over to whom the card's list names. */
export async function answerHandOver(pressed: Pressed, by: Caller, parts: DeskParts): Promise<PressAnswer> {
  const { data, fields, from } = pressed;
  const toId = fields.colleague?.trim() ?? '';
  if (toId === '') return answerWith('refused', 'Please choose first who shall decide it, in the list on the card.');
  const handing = { approvalId: data.approval ?? '', digest: data.digest ?? '', toId, by, surface: from.platform };
  const handed = await handOver(handing, parts);
  const roster = await parts.roster();
  switch (handed.outcome) {
    case 'handed-over': {
      const who = plain(handed.approval.handedTo?.to.name ?? '', 80);
      return answerWith('done', `${who} has it now.`, approvalCard(handed.approval, roster));
    }
    case 'not-them':
      return answerWith('refused', 'That must be somebody else who may decide this. Please choose another name.');
    case 'not-reached':
      return answerWith('refused', 'I could not reach them, so it is still yours. Please choose another name.');
    case 'too-late':
    case 'refused':
    case 'unknown':
      return answerElse(handed, pressed, by, parts);
  }
}
