import { describe, expect, test } from 'vitest';
import type { Approval } from '../../../src/domain/approval.ts';
import { refusalOf as refusal } from '../../../src/domain/decision.ts';
import type { Person } from '../../../src/domain/person.ts';
import { oneApprover } from '../../contracts/card-samples.ts';

const digest = 'd'.repeat(64);
const slack = (user: string) => ({ platform: 'slack', workspace: 'T1', user });
const teams = (user: string) => ({ platform: 'teams', workspace: 'tenant-1', user });

const ada: Person = {
  id: 'ada',
  name: 'Ada Lovelace',
  account: 'ada@contoso.com',
  identities: [slack('U1')],
  roles: {},
};
const sam: Person = {
  id: 'sam',
  name: 'Sam Carter',
  account: 'sam@contoso.com',
  identities: [slack('U2'), teams('o2')],
  roles: { contoso: ['approver'] },
};
const { account: _, ...samWithoutAccount } = sam;
const unlinked: Person = { id: 'slack:T1:U9', name: 'Sam Carter', identities: [slack('U9')], roles: {} };

const approval: Approval = {
  id: 'MSP-1:approve-reset',
  runId: 'MSP-1',
  ticketId: 'MSP-1',
  customerId: 'contoso',
  step: 'approve-reset',
  workflow: {
    name: 'reset-password',
    title: 'Reset a password',
    version: 1,
    digest: 'c'.repeat(64),
    editedBy: 'release',
  },
  ticketDigest: 'b'.repeat(64),
  rests: {},
  demands: oneApprover,
  policy: { version: 'a'.repeat(64), rules: [] },
  differences: [],
  notes: [],
  votes: [],
  target: { value: 'ada@contoso.com', origin: 'signed-in identity' },
  subject: 'I forgot my password',
  calls: [
    {
      step: 'reset',
      operation: 'graph.resetPassword',
      title: 'Reset the password',
      risk: 'sensitive',
      mode: 'production',
      values: [{ name: 'account', value: 'ada@contoso.com', origin: 'looked up' }],
    },
  ],
  risk: 'sensitive',
  digest,
  requester: ada,
  authorIds: [],
  approverIds: ['sam'],
  expiresAt: '2026-01-01T00:15:00.000Z',
  cards: [],
  state: 'pending',
};
const refusalOf = (asked: Approval, by: Person, seen: string) => refusal(asked, { by, surface: 'slack', digest: seen });
const withValue = (value: unknown): Approval => ({
  ...approval,
  calls: approval.calls.map((call) => ({ ...call, values: [{ name: 'to', value, origin: 'looked up' }] })),
});
/** Two calls with two values each, one of which is this. */
const amongOthers = (account: string): Approval => {
  const values = [account, 'Visio'].map((value) => ({ name: 'to', value, origin: 'looked up' as const }));
  const [call] = approval.calls;
  return { ...approval, calls: call ? [call, { ...call, step: 'tell', values }] : [] };
};
const verifiedWith = (partIds: readonly string[]): Approval => ({
  ...approval,
  verified: {
    ...{ id: 'MSP-1:verification', way: 'manager', account: 'ada@contoso.com' },
    ...{ by: { id: 'kim', name: 'Kim Diaz' }, partIds, at: '2026-01-01T00:00:00.000Z' },
  },
});
const requestedBy = (requester: Person): Approval => ({ ...approval, requester });

describe('whoever may decide', () => {
  test('is an approver of that customer, named when it was asked, and neither asked nor gains', () => {
    expect(refusalOf(approval, sam, digest)).toBeUndefined();
  });

  test.each<[string, Approval, Person, string | undefined]>([
    ['asked for it', requestedBy(sam), sam, 'requester'],
    ['asked under another id from the same chat identity', requestedBy({ ...sam, id: 'samuel' }), sam, 'requester'],
    [
      'asked before being linked',
      requestedBy({ id: 'slack:T1:U2', name: 'Somebody', identities: [slack('U2')], roles: {} }),
      sam,
      'requester',
    ],
    [
      'asked with the same account, written otherwise',
      requestedBy({ ...ada, account: 'SAM@contoso.com' }),
      sam,
      'requester',
    ],
    ['asked for it and has no role', requestedBy(sam), { ...sam, roles: {} }, 'requester'],
    ['asked for it and was not named', { ...requestedBy(sam), approverIds: ['kim'] }, sam, 'requester'],
    ['has no role', approval, { ...sam, roles: {} }, 'outsider'],
    ['has another role', approval, { ...sam, roles: { contoso: ['technician'] } }, 'outsider'],
    ['has an empty list of roles', approval, { ...sam, roles: { contoso: [] } }, 'outsider'],
    ['has the role for another customer', approval, { ...sam, roles: { fabrikam: ['approver'] } }, 'outsider'],
    ['was named for a customer with an odd name', { ...approval, customerId: 'constructor' }, sam, 'outsider'],
    ['was not named', { ...approval, approverIds: ['kim'] }, sam, 'not-asked'],
    ['was named by an empty list', { ...approval, approverIds: [] }, sam, 'not-asked'],
    ['only bears the name of one', approval, { ...unlinked, name: 'Sam Carter' }, 'outsider'],
    ['answered with one of its values', { ...approval, authorIds: ['kim', 'sam'] }, sam, 'author'],
    ['answered before being linked', { ...approval, authorIds: ['slack:T1:U2'] }, sam, 'author'],
    ['answered on a chat where somebody else has that id', { ...approval, authorIds: ['slack:T2:U2'] }, sam, undefined],
    ['confirmed it before being linked', verifiedWith(['slack:T1:U2']), sam, 'verifier'],
    ['confirmed that it is wanted', verifiedWith(['kim', 'sam']), sam, 'verifier'],
    ['had no part in that', verifiedWith(['kim']), sam, undefined],
    ['has no linked account', approval, samWithoutAccount, 'no-account'],
    ['is whom it is for', { ...approval, target: { value: 'sam@contoso.com', origin: 'answer' } }, sam, 'beneficiary'],
    ['is whom it is for, in capitals', withValue('Sam@Contoso.COM'), sam, 'beneficiary'],
    ['is whom it is for, amid blanks', withValue(' sam@contoso.com '), sam, 'beneficiary'],
    ['is among many', withValue(['ada@contoso.com', 'sam@contoso.com']), sam, 'beneficiary'],
    ['is in one of several values of one of several calls', amongOthers('sam@contoso.com'), sam, 'beneficiary'],
    ['is in none of them', amongOthers('kim@contoso.com'), sam, undefined],
    ['is deep inside', withValue({ members: [{ account: 'sam@contoso.com' }] }), sam, 'beneficiary'],
    ['is not whom nothing is about', withValue(null), sam, undefined],
    ['is not whom a number is about', withValue(7), sam, undefined],
    ['has an account that only begins alike', withValue('sam@contoso.com.example'), sam, undefined],
  ])('is nobody who %s', (_case, asked, by, why) => {
    expect(refusalOf(asked, by, digest)).toBe(why);
  });

  test.each([
    ['another digest', 'e'.repeat(64)],
    ['none', ''],
    ['part of it', digest.slice(0, 8)],
    ['more than it', `${digest}d`],
    ['its capitals', digest.toUpperCase()],
  ])('has seen what would run: not with %s', (_case, seen) => {
    expect(refusalOf(approval, sam, seen)).toBe('changed');
  });

  test('is surely not the one who asked without being linked', () => {
    expect(refusalOf(requestedBy(unlinked), sam, digest)).toBeUndefined();
    expect(refusalOf(requestedBy(unlinked), { ...sam, identities: [teams('o2')] }, digest)).toBe('maybe-requester');
    const elsewhere = { ...slack('U2'), workspace: 'T2' };
    expect(refusalOf(requestedBy(unlinked), { ...sam, identities: [elsewhere] }, digest)).toBe('maybe-requester');
    expect(refusalOf(requestedBy(unlinked), { ...sam, identities: [] }, digest)).toBe('maybe-requester');
    const onTeams = { ...slack('U2'), platform: 'teams' };
    expect(refusalOf(requestedBy(unlinked), { ...sam, identities: [onTeams] }, digest)).toBe('maybe-requester');
    const proven = { ...slack('U2'), proven: 'long ago' as const }; // they may have linked it to seem somebody else
    expect(refusalOf(requestedBy(unlinked), { ...sam, identities: [proven] }, digest)).toBe('maybe-requester');
  });

  test('can be told apart from a requester who is linked, on whatever chat', () => {
    expect(refusalOf(approval, { ...sam, identities: [teams('o2')] }, digest)).toBeUndefined();
  });

  const demanding = (demands: Partial<Approval['demands']>): Approval => ({
    ...approval,
    demands: { ...approval.demands, ...demands },
  });
  const both: Person = { ...sam, roles: { contoso: ['approver', 'technician', 'admin'] } };

  test.each<[string, Approval, Person, string | undefined]>([
    ['edited the workflow last', { ...approval, workflow: { ...approval.workflow, editedBy: 'sam' } }, sam, 'editor'],
    ['may have edited it', { ...approval, workflow: { ...approval.workflow, editedBy: '' } }, sam, 'editor'],
    ['takes tickets too, where that is kept apart', demanding({ not: ['technician'] }), both, 'technician'],
    ['takes tickets too, where it is not', approval, both, undefined],
    ['holds one of two roles', demanding({ roles: ['admin', 'approver'] }), sam, 'outsider'],
    ['holds both', demanding({ roles: ['admin', 'approver'] }), both, undefined],
    ['holds a role where none is named', demanding({ roles: [] }), both, 'outsider'],
    ['is an admin and no approver', approval, { ...sam, roles: { contoso: ['admin'] } }, 'outsider'],
    ['audits', approval, { ...sam, roles: { contoso: ['auditor', 'requester'] } }, 'outsider'],
    ['is on a chat that is not allowed', demanding({ surfaces: ['teams'] }), sam, 'surface'],
    ['is on one of those allowed', demanding({ surfaces: ['slack', 'teams'] }), sam, undefined],
    ['is on no chat at all', demanding({ surfaces: [] }), sam, 'surface'],
  ])('by the policy: somebody who %s', (_case, asked, by, why) => {
    expect(refusalOf(asked, by, digest)).toBe(why);
  });
});
