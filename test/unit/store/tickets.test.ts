import { expect, test } from 'vitest';
import type { Person } from '../../../src/domain/person.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { inTransaction } from '../../../src/store/pool.ts';
import { createTickets } from '../../../src/store/tickets.ts';
import { createVerifications } from '../../../src/store/verifications.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

describeWithDatabase('what the desk remembers of whoever asks', () => {
  let pool: Pool;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  const metadata = { urgencyWords: [], emails: [], devices: [] };
  const ada: Person = { id: 'ada', name: 'Ada Marsh', account: 'ada@contoso.com', identities: [], roles: {} };

  test('counts the verifications for an account, and not whoever asked for their own', async () => {
    const verifications = createVerifications(pool);
    const about = { customerId: 'contoso', account: 'Ada@contoso.com', what: 'Reset the password', requester: ada };
    for (const id of ['MSP-1', 'MSP-2', 'MSP-3']) await verifications.begin({ ...about, id, runId: id, ticketId: id });
    await inTransaction(pool, async (client) => {
      await verifications.pass(client, 'MSP-1', { way: 'self', by: ada, partIds: [] });
      await verifications.pass(client, 'MSP-2', { way: 'manager', by: ada, partIds: [] });
    });
    const ticket = await createTickets(pool).open('chat:1', {
      ...{ customerId: 'contoso', requester: ada, subject: 'Reset it', body: 'Reset it', metadata },
      ...{ place: { platform: 'slack', workspace: 'T1', channel: 'help' }, receivedAt: new Date().toISOString() },
    });

    expect(await createTickets(pool).signsOf(ticket, 'ada@contoso.com')).toEqual({
      ...{ tickets: 1, withinAnHour: 1, verifications: 2 },
    });
  });
});
