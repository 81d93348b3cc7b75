import { beforeEach, expect, test } from 'vitest';
import { answerQuestion } from '../../../src/desk/answer-question.ts';
import { answerTask } from '../../../src/desk/answer-task.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { Runs } from '../../../src/runs/port.ts';
import { createPleas } from '../../../src/store/pleas.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { createQuestions } from '../../../src/store/questions.ts';
import { calling } from '../../fakes/calling.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { audienceOn } from './a-chat.ts';

describeWithDatabase('a word about a task', () => {
  let pool: Pool;
  let told: unknown[];
  let id = '';
  let count = 0;

  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(async () => {
    told = [];
    count += 1;
    id = `MSP-${count}:wait`;
    const about = { runId: `MSP-${count}`, ticketId: `MSP-${count}`, customerId: 'contoso', requester: ada };
    await createQuestions(pool).ask({ id, ...about, askedOf: 'technicians', text: 'Please clean up.' }, '24h');
  });

  function parts() {
    const runs: Runs<Ticket> = {
      async start() {},
      async tell(runId, topic, message) {
        told.push([runId, topic, message]);
      },
      async stop() {},
    };
    const stored = { pool, questions: createQuestions(pool), pleas: createPleas(pool) };
    return { ...audienceOn([]), ...stored, runs: () => runs };
  }
  const pressed = (data: Record<string, string>, fields: Record<string, string> = {}) => ({
    kind: 'pressed' as const,
    id: 'press',
    at: '2026-11-23T04:00:00.000Z',
    place: { platform: 'slack', workspace: 'T1', channel: 'help' },
    from: { platform: 'slack', workspace: 'T1', user: 'x', shownName: 'x' },
    on: { place: { platform: 'slack', workspace: 'T1', channel: 'help' }, message: '1' },
    verb: 'task-done',
    data,
    fields,
  });
  const state = async () => (await createQuestions(pool).read(id))?.state;

  test('counts once, and the run is told of it', async () => {
    const first = await answerTask(true, pressed({ task: id }), calling(tess), parts());
    const second = await answerTask(false, pressed({ task: id }), calling(kit), parts());

    expect([first.tone, second.tone]).toEqual(['done', 'refused']);
    expect(told).toEqual([[`MSP-${count}`, id, { done: true }]]);
  });

  test.each([
    ['the requester', () => ada],
    ['an approver', () => sam],
    ['a technician of another customer', () => eve],
  ])('does not count from %s', async (_, who) => {
    const { tone } = await answerTask(true, pressed({ task: id }), calling(who()), parts());

    expect([tone, await state(), told]).toEqual(['refused', 'open', []]);
  });

  test.each([
    ['the requester', () => ada],
    ['a technician', () => tess],
  ])('can not be given by %s as if it were an answer to a question', async (_, who) => {
    const { tone } = await answerQuestion(
      pressed({ question: id }, { answer: '{"done":true}' }),
      calling(who()),
      parts(),
    );

    expect([tone, await state(), told]).toEqual(['refused', 'open', []]);
  });

  test('does not count for a question to a requester', async () => {
    const question = `MSP-${count}:input:device`;
    const about = { runId: 'MSP-1', ticketId: 'MSP-1', customerId: 'contoso', requester: ada };
    const ask = { id: question, ...about, askedOf: 'requester' as const, text: 'Which device?' };
    await createQuestions(pool).ask(ask, '24h');

    const { tone } = await answerTask(true, pressed({ task: question }), calling(tess), parts());

    expect([tone, told]).toEqual(['refused', []]);
  });
});

const ada = someone('ada', {});
const sam = someone('sam', { contoso: ['approver'] });
const tess = someone('tess', { contoso: ['technician'] });
const kit = someone('kit', { contoso: ['technician'] });
const eve = someone('eve', { fabrikam: ['technician'] });

function someone(user: string, roles: Record<string, Role[]>): Person {
  return { id: user, name: user, identities: [{ platform: 'slack', workspace: 'T1', user }], roles };
}
