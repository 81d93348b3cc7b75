import { beforeEach, expect, test } from 'vitest';
import { answerBreakGlass } from '../../../src/desk/answer-break-glass.ts';
import { Customer } from '../../../src/domain/customer.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import { createBreakGlasses } from '../../../src/store/break-glasses.ts';
import { createPleas } from '../../../src/store/pleas.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { audienceOn } from './a-chat.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'desk' };
const customer = Customer.parse({ id: 'contoso', name: 'Contoso', chats: [], desk: [] });
const someone = (id: string, role: Role): Person => ({
  ...{ id, name: id, roles: { contoso: [role] } },
  identities: [{ platform: 'slack', workspace: 'T1', user: id }],
});
const [kim, tess, otto] = [someone('kim', 'admin'), someone('tess', 'admin'), someone('otto', 'auditor')];

describeWithDatabase('an emergency, on an account that was linked today,', () => {
  let pool: Pool;
  let id = '';
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  beforeEach(async () => {
    await pool.query('truncate app.break_glass');
    const asked = { customerId: 'contoso', reason: 'Payroll runs tonight', askedBy: { id: 'kim', name: 'kim' } };
    const glass = await inTransaction(pool, (client) => createBreakGlasses(pool).ask(client, asked, '10m'));
    id = glass?.id ?? '';
  });

  const press = async (what: 'confirm' | 'refuse' | 'end' | 'review', by: Person, proven?: 'lately') => {
    const through = { platform: 'slack', workspace: 'T1', user: by.id };
    const pressed = {
      ...{ kind: 'pressed' as const, id: 'p', at: new Date(0).toISOString(), verb: 'v', data: { glass: id }, place },
      ...{
        fields: { review: 'It was right to do so' },
        on: { place, message: '1' },
        from: { ...through, shownName: '' },
      },
    };
    const parts = {
      ...audienceOn([], { customers: [customer], people: [kim, tess, otto] }),
      ...{ pool, approvals: createApprovals(pool), breakGlasses: createBreakGlasses(pool), pleas: createPleas(pool) },
    };
    const identities = by.identities.map((one) => ({ ...one, ...(proven && { proven }) }));
    await answerBreakGlass(what, pressed, { ...by, identities, through }, parts);
    return (await createBreakGlasses(pool).read(id))?.state;
  };

  test('is opened by nobody', async () => {
    expect([await press('confirm', tess, 'lately'), await press('confirm', tess)]).toEqual(['asked', 'open']);
  });

  test('is reviewed by nobody, so that another one stays shut', async () => {
    await press('confirm', tess);
    await press('end', tess);

    expect([await press('review', otto, 'lately'), await press('review', otto)]).toEqual(['over', 'reviewed']);
  });

  test('can be refused and ended', async () => {
    expect(await press('refuse', tess, 'lately')).toBe('refused');
  });
});
