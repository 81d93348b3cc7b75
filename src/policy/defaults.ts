import type { PolicyRule } from './rule.ts';

/** What holds everywhere. `desk.yaml` can add to it and take nothing away. */
export const defaultRules: readonly PolicyRule[] = [
  {
    name: 'changes need an approval',
    when: { risk: 'change' },
    approvers: 1,
    roles: ['approver'],
    not: ['requester', 'author', 'beneficiary', 'editor'],
    expires: '60m',
  },
  {
    name: 'what creates a credential or an identity is decided within 15 minutes, for somebody who is proven',
    when: { risk: 'sensitive' },
    expires: '15m',
    verify: true,
  },
  {
    name: 'what is critical needs two people within 10 minutes',
    when: { risk: 'critical' },
    approvers: 2,
    expires: '10m',
    typed: true,
  },
  { name: 'admin accounts are named by hand', when: { risk: 'change', privileged: true }, typed: true },
];
