import { expect, test } from 'vitest';
import { answeredFacts, askedFacts, closedFacts, handedOnFacts } from '../../../src/audit/approval-facts.ts';
import { somebody } from '../../../src/audit/asker-facts.ts';
import { createFlaws } from '../../../src/audit/flaw.ts';
import { BEGINNING } from '../../../src/audit/line.ts';
import { lookThrough } from '../../../src/audit/report.ts';
import { createSignedHeads } from '../../../src/audit/signed-heads.ts';
import type { Approval } from '../../../src/domain/approval.ts';
import type { Person } from '../../../src/domain/person.ts';
import { chainOf, type MadeLine } from '../../fakes/audit-log.ts';

const person = (id: string, roles: Person['roles'] = {}): Person => ({
  ...{ id, name: `${id} of Contoso`, account: `${id.toUpperCase()}@contoso.com`, roles },
  identities: [{ platform: 'slack', workspace: 'T1', user: id }],
});
const [ada, sam, zoe] = [
  person('ada'),
  person('sam', { contoso: ['approver'] }),
  person('zoe', { contoso: ['approver'] }),
];
const input = { account: 'ada@contoso.com' };
const approval: Approval = {
  ...{ id: 'MSP-1:approve', runId: 'MSP-1', ticketId: 'MSP-1', customerId: 'contoso', step: 'approve' },
  workflow: { name: 'reset', title: 'Reset', version: 1, digest: 'a'.repeat(64), editedBy: 'release' },
  target: { value: 'ada@contoso.com', origin: 'signed-in identity' },
  ...{ subject: 'the canary sings', ticketDigest: 'b'.repeat(64), rests: {}, differences: [], notes: [] },
  calls: [
    {
      ...{ step: 'reset', operation: 'graph.resetPassword', title: 'Reset', risk: 'sensitive', mode: 'demo' },
      values: [{ name: 'account', value: 'ada@contoso.com', origin: 'looked up' }],
    },
  ],
  risk: 'sensitive',
  demands: { approvers: 1, roles: ['approver'], not: ['requester'], expires: '15m', verify: false, typed: false },
  policy: { version: 'p1', rules: ['sensitive'] },
  ...{ digest: 'd'.repeat(64), requester: ada, authorIds: [], approverIds: ['sam'] },
  ...{ expiresAt: '2036-01-01T00:00:00.000Z', cards: [], state: 'pending' },
  votes: [{ by: { id: 'sam', name: 'Sam' }, roles: ['approver'], surface: 'slack', at: '2026-11-02T09:00:00.000Z' }],
};

async function judged(lines: readonly MadeLine[]) {
  const flaws = createFlaws();
  const { told } = await lookThrough(
    async (look) => {
      look.chain({ customer: 'contoso', after: 0, previous: BEGINNING });
      for (const line of chainOf('contoso', lines)) look.line(line);
      look.end({ isWhole: true });
    },
    createSignedHeads(),
    flaws,
  );
  return { broken: flaws.named.map(({ why }) => why), notJudged: [...told.notJudged] };
}

const asked = { action: 'approval.asked', facts: askedFacts(approval, () => input) };
const answered = (by: Person): MadeLine => ({
  action: 'approval.approved',
  facts: answeredFacts(approval, { by, surface: 'slack' }),
});

test('what is recorded of an approval is what its promises are judged by', async () => {
  expect(await judged([asked, answered(sam)])).toEqual({ broken: [], notJudged: [] });
  expect((await judged([asked, answered(ada)])).broken).toEqual([
    'approved by whoever asked',
    'approved by whoever it is about',
    'approved by ada, who was not asked',
    'approved by ada, who was not approver then',
  ]);
  expect((await judged([asked, answered(zoe)])).broken).toEqual(['approved by zoe, who was not asked']);
});

test('whoever it is handed on to may decide, and nobody may when it is void', async () => {
  const handedOn = { action: 'approval.escalated', facts: handedOnFacts(approval, [zoe]) };
  const gone = { action: 'approval.void', facts: closedFacts(approval, 'the target changed') };

  expect(await judged([asked, handedOn, answered(zoe)])).toEqual({ broken: [], notJudged: [] });
  expect((await judged([asked, gone, answered(sam)])).broken).toEqual(['decided when it was closed already']);
});

test('nothing that is recorded of an approval has a name or a word of the ticket in it', () => {
  const text = JSON.stringify([asked, answered(sam)]);
  expect(text).not.toMatch(/canary|of Contoso/);
});

test.each([
  ['linked', ada, true],
  ['unlinked', { ...ada, id: 'slack:T1:ada' }, true],
  ['help desk', ada, false],
] as const)('who somebody is was proven as %s', (proven, who, isInteractive) => {
  const at = { platform: 'slack', workspace: 'T1' };
  expect(somebody(who, at, { isInteractive })).toMatchObject({ proven, platform: 'slack', user: 'ada' });
});
