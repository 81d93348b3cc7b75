import { expect, test } from 'vitest';
import { codeHolderOf } from '../../../src/desk/code-holder.ts';
import type { Person } from '../../../src/domain/person.ts';
import { audienceOn, createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const granted = { approvalId: 'approval-1', step: 'approve', digest: undefined, voters: [], file: null };

const delivery = { to: 'owner', maker: 'reset', operation: 'graph.resetPassword', field: 'password' } as const;
const otto = person('otto');
const kim = person('kim');

function provenLately(one: Person['identities'][number]): Person['identities'][number] {
  return { ...one, proven: 'lately' };
}

test('an owner sees the code of their own link', async () => {
  expect(await holder({ recipient: person('ada') })).toBe('ada');
});

test('a contact hears it from whoever approved it', async () => {
  expect(await holder({ recipient: otto })).toBe('kim');
});

test.each<[string, Parameters<typeof holder>[0]]>([
  ['asked for it themselves', { recipient: otto, requester: otto }],
  ['approved it too, under another entry', { recipient: otto, people: [otto, { ...otto, id: 'kim' }] }],
  ['could not hear it from anybody on a chat', { recipient: otto, people: [otto, { ...kim, identities: [] }] }],
  [
    'could hear it only from somebody on a chat of today',
    { recipient: otto, people: [otto, { ...kim, identities: kim.identities.map(provenLately) }] },
  ],
  ['could only hear it from somebody who has gone', { recipient: otto, people: [otto] }],
  ['gets what nobody approved', { recipient: otto, approvedBy: undefined }],
])('a contact who %s sees it in their own chat', async (_, matter) => {
  expect(await holder(matter)).toBe('otto');
});

async function holder({
  recipient,
  requester = person('ada'),
  people = [otto, kim],
  ...given
}: {
  recipient: Person;
  requester?: Person;
  people?: Person[];
  approvedBy?: string | undefined;
}): Promise<string> {
  const approvedBy = 'approvedBy' in given ? given.approvedBy : 'kim';
  const run = aRun({}, { grants: new Map([['reset', granted]]) });
  const customer = { ...run.customer, handover: { contact: 'otto' } };
  const ticket = { ...run.ticket, requester };
  const parts = {
    ...audienceOn([createChat('slack')], { customers: [customer], people }),
    approvals: {
      read: async (id: string) =>
        id === 'approval-1' && approvedBy ? { decidedBy: { id: approvedBy, name: approvedBy } } : undefined,
    },
  };
  return (await codeHolderOf(recipient, delivery, { ...run, customer, ticket }, parts)).id;
}

function person(id: string): Person {
  return { id, name: id, identities: [{ platform: 'slack', workspace: 'T1', user: id }], roles: {} };
}
