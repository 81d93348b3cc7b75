import type { Question } from '../domain/question.ts';
import { anyOf } from '../lib/any-of.ts';
import { type Moves, step, wait } from '../runs/move.ts';
import type { Ready } from '../workflows/choose.ts';
import { askAbout, close, inWords, PATIENCE } from './ask.ts';
import type { DeskParts } from './parts.ts';
import type { Run } from './run.ts';

const SOMETHING_ELSE = 'something-else';

/** What came of asking: what was chosen, if anything of it was, and why the run goes on as it does. */
export interface Meant {
  readonly name: string | null;
  readonly why: string;
}

/** Names the question of a ticket which workflow is meant. */
export function whichQuestion(ticketId: string): string {
  return `${ticketId}:which`;
}

/** The workflow that an answer to it names; `undefined` where it was something else, or nobody said. */
export function workflowIn({ answer }: Question): string | undefined {
  return answer === SOMETHING_ELSE ? undefined : answer;
}

/** Asks the requester which of these they mean. Whoever answers decides, and no answer is none. */
export function* askWhich(run: Run, likely: readonly Ready[], parts: DeskParts): Moves<Meant> {
  const id = whichQuestion(run.id);
  const choices = [
    ...likely.map(({ workflow }) => ({ title: workflow.title, value: workflow.name })),
    { title: 'Something else', value: SOMETHING_ELSE },
  ];
  const text = 'I am not sure what you need. Which of these is it?';
  yield* step('ask which', () => askAbout(run, { id, text, choices, isClosed: true }, parts));
  yield* wait(id, PATIENCE);
  return yield* step('which answered', async () => meantBy(await close(id, run.ticket, parts), likely));
}

function meantBy(question: Question, likely: readonly Ready[]): Meant {
  const asked = `It was not clear enough what is asked, so I asked whether it is ${anyOf(likely.map(({ workflow }) => `“${workflow.title}”`))}.`;
  const name = workflowIn(question);
  const said = question.answeredBy
    ? `${question.answeredBy.name} answered “${inWords(question)}”.`
    : 'Nobody answered in time.';
  return {
    name: likely.some(({ workflow }) => workflow.name === name) ? (name ?? null) : null,
    why: `${asked} ${said}`,
  };
}
