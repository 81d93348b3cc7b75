import { beforeAll, describe, expect, test } from 'vitest';
import { correctByCommand, correctOnCard } from '../../../src/desk/correct.ts';
import { Classification } from '../../../src/domain/classification.ts';
import type { HandOff } from '../../../src/domain/hand-off.ts';
import type { Person } from '../../../src/domain/person.ts';
import { createHandOffs } from '../../../src/store/hand-offs.ts';
import { createLessons } from '../../../src/store/lessons.ts';
import { createPleas } from '../../../src/store/pleas.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { createTickets } from '../../../src/store/tickets.ts';
import { calling } from '../../fakes/calling.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { workflows } from '../classify/sample.ts';
import { audienceOn } from './a-chat.ts';
import { aRun } from './a-run.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'desk' };
const person = (id: string, roles: Person['roles']): Person => ({
  id,
  name: id,
  identities: [{ platform: 'slack', workspace: 'T1', user: id }],
  roles,
});
const tess = person('tess', { contoso: ['technician', 'approver'] });
const finn = person('finn', { fabrikam: ['technician', 'approver'] });
const classification = Classification.parse({
  category: 'printer_issue',
  confidence: 60,
  reasoning: 'toner',
  suggestedAction: 'Look at it',
  autoResolvable: false,
  vetoes: [],
  inputs: {},
});

describeWithDatabase('a correction', () => {
  let pool: Pool;
  let handOff = '';
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  /** The card of a ticket that says this, on which somebody corrects it. */
  const cardOf = async (body: string, subject = body): Promise<string> => {
    const { id: _, ...draft } = aRun({}).ticket;
    const ticket = await createTickets(pool).open(`${subject} ${body}`, { ...draft, subject, body });
    const shown: HandOff = {
      ticketId: ticket.id,
      customerName: 'Contoso',
      requesterName: 'Ada',
      subject: ticket.subject,
      body: ticket.body,
      classification,
      task: 'Look at it.',
      pages: [],
      why: 'A technician handles it.',
    };
    return createHandOffs(pool).write('contoso', shown);
  };
  beforeAll(async () => {
    handOff = await cardOf('The toner is empty');
  });

  const pressedBy = (by: Person, data: Record<string, string>, fields: Record<string, string> = {}) =>
    correctOnCard(
      {
        ...{ kind: 'pressed', id: 'press', at: '2026-11-23T04:00:00.000Z', place, verb: 'correct', data, fields },
        from: { platform: 'slack', workspace: 'T1', user: by.id, shownName: by.name },
        on: { place, message: '1' },
      },
      calling(by),
      parts(),
    );
  const parts = () => ({
    ...audienceOn([], { customers: [], people: [tess, finn] }),
    ...{ pool, workflows, training: { begin() {} } },
    ...{ tickets: createTickets(pool), handOffs: createHandOffs(pool), lessons: createLessons(pool) },
    pleas: createPleas(pool),
  });
  const lessons = async () => (await pool.query('select category from app.lesson')).rows;

  describe('is refused, and nothing is kept,', () => {
    test.each<[string, () => Promise<{ readonly tone: string }>]>([
      ['for a number in place of the card', () => pressedBy(tess, { handOff: 'MSP-1', category: 'other' })],
      [
        'for a card that nobody was shown',
        () => pressedBy(tess, { handOff: '3f0d2c1e-8a4b-4c6d-9e7f-1a2b3c4d5e6f', category: 'other' }),
      ],
      ['for no card', () => pressedBy(tess, { category: 'other' })],
      ["of another customer's ticket", () => pressedBy(finn, { handOff, category: 'other' })],
      ['to a category that does not exist', () => pressedBy(tess, { handOff, category: 'read_only' })],
    ])('%s', async (_, deed) => {
      expect((await deed()).tone).toBe('refused');
      expect(await lessons()).toEqual([]);
    });
  });

  test('by command is taken of whoever may say it, and only of a ticket that had to be understood', async () => {
    const { id: _, ...draft } = aRun({}).ticket;
    const tickets = createTickets(pool);
    const said = await tickets.open('said', draft);
    const commanded = await tickets.open('commanded', {
      ...draft,
      command: { workflow: 'reset-password', inputs: {} },
    });
    const commandOf = async (by: Person, ticketId: string) =>
      (await correctByCommand({ ticketId, category: 'other' }, calling(by), aRun({}).customer, place, parts())).text;

    expect(await commandOf(finn, said.id)).toContain('Only a technician or an approver of this customer');
    expect(await commandOf(person('ada', {}), said.id)).toContain('Only a technician or an approver of this customer');
    expect(await commandOf(tess, commanded.id)).toContain('That ticket was a command');
    expect(await lessons()).toEqual([]);
  });

  test('that is pressed twice is one lesson, and a button counts before the list', async () => {
    const once = await pressedBy(tess, { handOff, category: 'license_request' }, { category: 'other' });
    const twice = await pressedBy(tess, { handOff, category: 'license_request' });

    expect([once.tone, twice.tone]).toEqual(['done', 'done']);
    expect(await lessons()).toEqual([{ category: 'software_request' }]);
    const lines = await pool.query(`select 1 from app.audit where action = 'lessons.taught'`);
    expect(lines.rows).toHaveLength(1);
  });

  test('of another ticket in the same words is written down as well, although it teaches nothing new', async () => {
    await pressedBy(tess, { handOff: await cardOf('Beep'), category: 'other' });
    await pressedBy(tess, { handOff: await cardOf('beep'), category: 'other' });

    const { rows } = await pool.query(
      `select corrected_category as category from app.ticket where ticket->>'body' ilike 'beep'`,
    );
    const lines = await pool.query(`select 1 from app.audit where facts->>'category' = 'other' and actor = 'tess'`);
    expect(rows).toEqual([{ category: 'other' }, { category: 'other' }]);
    expect(lines.rows).toHaveLength(2);
  });

  test('teaches what its writer says, and not what they quote', async () => {
    await pressedBy(tess, { handOff: await cardOf('Boop\n\n> my name is Zofia', 'Plotter'), category: 'other' });

    const { rows } = await pool.query(`select text, customer_id as customer from app.lesson where text like '%Boop%'`);
    expect(rows).toEqual([{ text: 'Plotter\nBoop', customer: 'contoso' }]);
  });

  test('is shown on no card of another customer, whatever ticket that names', async () => {
    const own = await cardOf('The scanner is empty');
    const handOffs = createHandOffs(pool);
    const shown = (await handOffs.read(own))?.shown;
    if (!shown) throw new Error('The card was not kept');
    const theirs = await handOffs.write('fabrikam', shown);

    await pressedBy(tess, { handOff: own, category: 'other' });

    expect((await handOffs.read(own))?.shown.correction).toMatchObject({ category: 'other', by: 'tess' });
    expect((await handOffs.read(theirs))?.shown).toEqual(shown);
  });

  test('takes away what would have been started, and reaches the card wherever it was shown', async () => {
    const own = await cardOf('The elevator is empty');
    const handOffs = createHandOffs(pool);
    await pressedBy(tess, { handOff: own, category: 'password_reset' });
    const before = (await handOffs.read(own))?.shown.draft?.title;
    await handOffs.shownOn(own, [{ place, message: '1' }]);
    await handOffs.shownOn(own, [{ place, message: '2' }]);

    await pressedBy(tess, { handOff: own, category: 'network_issue' });

    const now = await handOffs.read(own);
    expect([before, now?.shown.draft]).toEqual(['Reset a password', undefined]);
    expect(now?.cards.map(({ message }) => message)).toEqual(['1', '2']);
  });

  test('names what can be started for it, unless the ticket itself speaks against that', async () => {
    const plain = await pressedBy(tess, {
      handOff: await cardOf('My password is rejected'),
      category: 'password_reset',
    });
    const other = await pressedBy(tess, {
      handOff: await cardOf('My SAP password is rejected'),
      category: 'password_reset',
    });

    expect(plain.text).toContain('To start what fits it: /msp reset-password ada@contoso.com');
    expect(other.text).toContain('No workflow can be started for it by command.');
  });

  test('by an approver counts as well, and somebody of another customer hears no names', async () => {
    const card = await cardOf('The plotter is empty');

    const theirs = await pressedBy(person('abe', { contoso: ['approver'] }), { handOff: card, category: 'other' });
    const nobodys = await pressedBy(finn, { handOff: card, category: 'other' });

    expect(theirs.tone).toBe('done');
    expect(nobodys.text).toBe(
      "Only a technician or an approver of this customer can correct that. A technician of your organisation's service desk can.",
    );
  });
});
