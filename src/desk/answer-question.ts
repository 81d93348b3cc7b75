import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { formOf } from '../domain/input-form.ts';
import { isSamePerson } from '../domain/person.ts';
import type { Question } from '../domain/question.ts';
import { may, peopleWho } from '../domain/right.ts';
import type { Roster } from '../domain/roster.ts';
import { inTransaction } from '../store/pool.ts';
import { answeredMessage } from './ask.ts';
import type { Caller } from './caller.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { type Refused, type RefuseParts, refusePress } from './refuse.ts';

const LONGEST_ANSWER = 500;

/** Takes the answer of the requester, or of a technician who knows. */
export async function answerQuestion(
  { data, fields, place }: Pressed,
  by: Caller,
  parts: Pick<DeskParts, 'pool' | 'questions' | 'runs'> & RefuseParts,
): Promise<PressAnswer> {
  const question = await parts.questions.read(data.question ?? '');
  if (question?.askedOf !== 'requester') return answerWith('refused', 'I do not know this question any more.');
  if (!isSamePerson(by, question.requester) && !may(by, 'answer', question.customerId)) {
    return refusePress(refused(question), by, place, parts);
  }
  const given = answerIn(fields, question);
  if ('refusal' in given) return answerWith('refused', given.refusal);

  const answered = await inTransaction(parts.pool, async (client) => {
    const taken = await parts.questions.answer(client, question.id, given.answer, { id: by.id, name: by.name });
    if (taken) await parts.runs().tell(question.runId, question.id, { answered: true }, client);
    return taken;
  });
  if (answered) return answerWith('done', 'Thank you.', answeredMessage(answered));
  return answerWith('refused', 'This question has been answered or is too old.');
}

/** It was asked of somebody; a technician who knows may answer for them. */
function refused({ id, customerId, ticketId, requester }: Question): Refused {
  const helpers = (roster: Roster) => [
    ...roster.people.filter((one) => isSamePerson(one, requester)),
    ...peopleWho('answer', customerId, roster),
  ];
  return { right: 'answer', customerId, matter: id, about: ticketId, helpers };
}

type Given = { readonly answer: string } | { readonly refusal: string };

/** One of the choices as it was stored, or what was written; what is written counts, because a choice can't be taken back everywhere. */
function answerIn(fields: Pressed['fields'], { choices, isClosed, kind }: Question): Given {
  const written = (isClosed ? undefined : fields[choices.length > 0 ? 'other' : 'answer'])?.trim();
  if (written) return writtenAs(written, kind);
  if (choices.length === 0) return { refusal: 'Please write an answer first.' };
  const chosen = choices.find(({ value }) => value === fields.answer);
  if (chosen) return { answer: chosen.value };
  if (fields.answer) return { refusal: 'That is none of the choices. Please choose one of the list.' };
  return { refusal: isClosed ? 'Please choose one first.' : 'Please choose one, or write something else, first.' };
}

function writtenAs(written: string, kind: Question['kind']): Given {
  const form = formOf(kind);
  const answer = form.read(written);
  if (answer === undefined) return { refusal: form.hint };
  if (answer.length > LONGEST_ANSWER) return { refusal: `Please answer in ${LONGEST_ANSWER} characters.` };
  return { answer };
}
