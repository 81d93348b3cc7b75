import { beforeEach, describe, expect, test } from 'vitest';
import { answerQuestion } from '../../../src/desk/answer-question.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { NewQuestion } from '../../../src/domain/question.ts';
import { createPleas } from '../../../src/store/pleas.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { createQuestions } from '../../../src/store/questions.ts';
import { calling } from '../../fakes/calling.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { audienceOn } from './a-chat.ts';

const ada: Person = {
  id: 'ada',
  name: 'Ada',
  identities: [{ platform: 'slack', workspace: 'T1', user: 'U1' }],
  roles: {},
};
const place = { platform: 'slack', workspace: 'T1', channel: 'help' };
const choices = ['PC-1', 'PC-2'].map((value) => ({ title: `${value} (named in the ticket)`, value }));

describeWithDatabase('an answer to a question', () => {
  let pool: Pool;
  let id = '';
  let count = 0;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(() => {
    count += 1;
    id = `MSP-${count}:input:device`;
  });

  /** What is said to whoever answers so, and what is kept of it. */
  async function answered(question: Partial<NewQuestion>, fields: Record<string, string>) {
    const questions = createQuestions(pool);
    const about = { runId: `MSP-${count}`, ticketId: `MSP-${count}`, customerId: 'contoso', requester: ada };
    await questions.ask({ id, ...about, text: 'Which?', ...question }, '24h');
    const runs = { start: async () => {}, tell: async () => {}, stop: async () => {} };
    const { text } = await answerQuestion(
      {
        ...{ kind: 'pressed', id: 'press', at: '2026-11-23T04:00:00.000Z', place, verb: 'answer', fields },
        from: { platform: 'slack', workspace: 'T1', user: 'U1', shownName: 'Ada' },
        on: { place, message: '1' },
        data: { question: id },
      },
      calling(ada),
      { ...audienceOn([]), pool, questions, pleas: createPleas(pool), runs: () => runs },
    );
    return { text, kept: (await questions.read(id))?.answer };
  }

  describe('with choices', () => {
    test.each<[string, Record<string, string>, string]>([
      ['the one that was chosen', { answer: 'PC-2' }, 'PC-2'],
      ['what was written instead', { other: ' LAB-9 ' }, 'LAB-9'],
      ['what was written, where something was chosen too', { answer: 'PC-2', other: 'LAB-9' }, 'LAB-9'],
      ['the one that was chosen, beside an empty line', { answer: 'PC-1', other: '  ' }, 'PC-1'],
    ])('is %s', async (_, fields, kept) => {
      expect(await answered({ choices }, fields)).toEqual({ text: 'Thank you.', kept });
    });

    test.each<[string, Partial<NewQuestion>, Record<string, string>, string]>([
      ['none of them', {}, { answer: 'PC-3' }, 'That is none of the choices. Please choose one of the list.'],
      [
        'a title',
        {},
        { answer: 'PC-1 (named in the ticket)' },
        'That is none of the choices. Please choose one of the list.',
      ],
      ['nothing', {}, {}, 'Please choose one, or write something else, first.'],
      ['written, where only the choices count', { isClosed: true }, { other: 'LAB-9' }, 'Please choose one first.'],
      [
        'written in another form',
        { kind: 'country' },
        { other: 'England' },
        'Please write two letters, for example GB or US.',
      ],
      ['too long', {}, { other: 'x'.repeat(501) }, 'Please answer in 500 characters.'],
    ])('is refused when it is %s', async (_, question, fields, text) => {
      expect(await answered({ choices, ...question }, fields)).toEqual({ text, kept: undefined });
    });
  });

  test('asked again, a question keeps the choices that somebody may have seen', async () => {
    const questions = createQuestions(pool);
    const about = { id, runId: 'r', ticketId: 't', customerId: 'contoso', requester: ada, text: 'Which?' };
    await questions.ask({ ...about, choices }, '24h');

    const again = await questions.ask({ ...about, choices: [] }, '24h');

    expect(again.choices).toEqual(choices);
  });
});
