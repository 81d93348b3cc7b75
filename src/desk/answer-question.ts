import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { formOf } from '../domain/input-form.ts';
import { hasRole, isSamePerson, type Person } from '../domain/person.ts';
import { inTransaction } from '../store/pool.ts';
import { answeredMessage } from './ask.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';

const LONGEST_ANSWER = 500;

/** Takes the answer of the requester, or of a technician who knows. */
export async function answerQuestion(
  { data, fields }: Pressed,
  by: Person,
  parts: Pick<DeskParts, 'pool' | 'questions' | 'runs'>,
): Promise<PressAnswer> {
  const question = await parts.questions.read(data.question ?? '');
  if (question?.askedOf !== 'requester') return answerWith('refused', 'I do not know this question any more.');
  if (!isSamePerson(by, question.requester) && !hasRole(by, 'technician', question.customerId)) {
    return answerWith('refused', `This question is for ${question.requester.name}.`);
  }
  const written = fields.answer?.trim();
  if (!written) return answerWith('refused', 'Please write an answer first.');
  const form = formOf(question.kind);
  const answer = form.read(written);
  if (answer === undefined) return answerWith('refused', form.hint);
  if (answer.length > LONGEST_ANSWER) return answerWith('refused', `Please answer in ${LONGEST_ANSWER} characters.`);

  const answered = await inTransaction(parts.pool, async (client) => {
    const taken = await parts.questions.answer(client, question.id, answer, { id: by.id, name: by.name });
    if (taken) await parts.runs().tell(question.runId, question.id, { answered: true }, client);
    return taken;
  });
  if (answered) return answerWith('done', 'Thank you.', answeredMessage(answered));
  return answerWith('refused', 'This question has been answered or is too old.');
}
