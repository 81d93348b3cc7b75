import type { PolicyRule } from './rule.ts';

/** What lets somebody sign in as an account without having been able to. */
const newPassword = ['graph.resetPassword'];
const newPass = ['graph.createTemporaryAccessPass'];

/** What holds everywhere. `desk.yaml` can add to it and take nothing away. */
export const defaultRules: readonly PolicyRule[] = [
  {
    name: 'approvers have no part in it, and an hour',
    when: {},
    roles: ['approver'],
    not: ['requester', 'author', 'beneficiary', 'editor'],
    expires: '60m',
  },
  { name: 'a change needs an approval', when: {}, approvers: 1 },
  {
    name: 'credentials and identities are only made for somebody verified',
    when: { declares: 'sensitive' },
    verify: true,
  },
  { name: 'what is sensitive has a quarter of an hour', when: { risk: 'sensitive' }, expires: '15m' },
  {
    name: 'what is critical needs two people',
    when: { risk: 'critical' },
    approvers: 2,
    expires: '10m',
    typed: true,
  },
  { name: 'admin accounts are named by hand', when: { privileged: true }, typed: true },
  ...limits(),
];

/** Ordinary work never notices them, at three in the morning neither. Whoever resets everybody needs a second person soon, and then stops. */
function limits(): PolicyRule[] {
  return [
    {
      name: 'a pass within a day of a new password needs two people',
      when: { operations: newPass, beyond: { of: 'target', most: 0, within: '24h', operations: newPassword } },
      ...{ approvers: 2, expires: '10m', typed: true },
    },
    {
      name: 'a new password within a day of a pass needs two people',
      when: { operations: newPassword, beyond: { of: 'target', most: 0, within: '24h', operations: newPass } },
      ...{ approvers: 2, expires: '10m', typed: true },
    },
    {
      name: 'at most three new ways to sign in a day',
      when: { operations: [...newPassword, ...newPass], beyond: { of: 'target', most: 3, within: '24h' } },
      refuse: 'This account got three new ways to sign in within a day. A technician has to find out why first.',
    },
    {
      name: 'many sensitive requests of one person need two people',
      when: { risk: 'sensitive', beyond: { of: 'person', most: 5, within: '1h' } },
      approvers: 2,
    },
    {
      name: 'many sensitive calls for a customer need two people',
      when: { risk: 'sensitive', beyond: { of: 'customer', most: 10, within: '1h' } },
      approvers: 2,
    },
    {
      name: 'at most thirty sensitive calls an hour',
      when: { risk: 'sensitive', beyond: { of: 'customer', most: 30, within: '1h' } },
      refuse: 'Within an hour there were thirty such calls for this customer. It can be asked for again later.',
    },
    {
      name: 'at most ten critical calls an hour',
      when: { risk: 'critical', beyond: { of: 'customer', most: 10, within: '1h' } },
      refuse: 'Within an hour there were ten such calls for this customer. It can be asked for again later.',
    },
    {
      name: 'at most a hundred changes an hour',
      when: { beyond: { of: 'customer', most: 100, within: '1h' } },
      refuse: 'Within an hour there were a hundred changes for this customer. It can be asked for again later.',
    },
  ];
}
