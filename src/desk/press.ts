import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { answerApproval } from './answer-approval.ts';
import { answerBatch } from './answer-batch.ts';
import { answerBreakGlass } from './answer-break-glass.ts';
import { answerFuse } from './answer-fuse.ts';
import { answerHandOver } from './answer-hand-over.ts';
import { answerQuestion } from './answer-question.ts';
import { answerTask } from './answer-task.ts';
import { undoOnCard } from './ask-for-undo.ts';
import { askHelp } from './ask-help.ts';
import { type Caller, callerOf } from './caller.ts';
import { correctOnCard } from './correct.ts';
import { handOverItems } from './hand-over-items.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { settle } from './settle.ts';
import { showCode } from './show-code.ts';
import { answerChallenge, refuseChallenge } from './verify/answer.ts';
import { chooseWay } from './verify/choose.ts';

type Handler = (pressed: Pressed, by: Caller, parts: DeskParts) => Promise<PressAnswer>;

const handlers: Readonly<Record<string, Handler>> = {
  approve: (pressed, by, parts) => answerApproval('approved', pressed, by, parts),
  deny: (pressed, by, parts) => answerApproval('denied', pressed, by, parts),
  'approve-items': (pressed, by, parts) => answerBatch('approved', pressed, by, parts),
  'deny-items': (pressed, by, parts) => answerBatch('denied', pressed, by, parts),
  'fuse-go-on': (pressed, by, parts) => answerFuse('released', pressed, by, parts),
  'fuse-stop': (pressed, by, parts) => answerFuse('stopped', pressed, by, parts),
  'ask-changes': (pressed, by, parts) => answerApproval('changes-requested', pressed, by, parts),
  'hand-over': answerHandOver,
  'hand-over-items': handOverItems,
  answer: answerQuestion,
  'task-done': (pressed, by, parts) => answerTask(true, pressed, by, parts),
  'task-not-done': (pressed, by, parts) => answerTask(false, pressed, by, parts),
  'verify-by-manager': (pressed, by, parts) => chooseWay('manager', pressed, by, parts),
  'verify-by-call': (pressed, by, parts) => chooseWay('call', pressed, by, parts),
  'verify-not': (pressed, by, parts) => chooseWay('none', pressed, by, parts),
  'verify-answer': answerChallenge,
  'verify-refuse': refuseChallenge,
  correct: correctOnCard,
  'ask-help': askHelp,
  undo: undoOnCard,
  'glass-confirm': (pressed, by, parts) => answerBreakGlass('confirm', pressed, by, parts),
  'glass-refuse': (pressed, by, parts) => answerBreakGlass('refuse', pressed, by, parts),
  'glass-end': (pressed, by, parts) => answerBreakGlass('end', pressed, by, parts),
  'glass-reviewed': (pressed, by, parts) => answerBreakGlass('review', pressed, by, parts),
  'show-code': showCode,
  happened: (pressed, by, parts) => settle(true, pressed, by, parts),
  'did-not-happen': (pressed, by, parts) => settle(false, pressed, by, parts),
};

/** Does what a button says, for whoever really pressed it, and says what to answer them. */
export async function press(pressed: Pressed, parts: DeskParts): Promise<PressAnswer> {
  const handler = Object.hasOwn(handlers, pressed.verb) ? handlers[pressed.verb] : undefined;
  if (!handler) return answerWith('refused', 'This button is not one of mine any more. Nothing was changed.');
  return handler(pressed, await callerOf(pressed, parts), parts);
}
