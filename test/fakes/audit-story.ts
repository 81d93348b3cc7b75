import { BEGAN, type MadeLine } from './audit-log.ts';

const input = { userId: '5f3d1a9e-0000-4000-8000-000000000001', account: 'ada@contoso.com' };
const workflow = { name: 'reset-password', version: 3, digest: 'a'.repeat(64) };
const DIGEST = 'd'.repeat(64);

/** Somebody on Slack, as the audit has them. */
function onSlack(person: string) {
  return { person, proven: 'linked', platform: 'slack', workspace: 'T1', user: `U-${person}` };
}

/** Somebody who has a part in an approval. */
export function party(person: string) {
  return { person, linked: true, identities: [`slack:T1:U-${person}`], account: `${person}@contoso.com` };
}

/** Whoever is asked to approve the reset of Ada's password, and until when. */
const asked = (run: string) => ({
  approval: `${run}:approve`,
  digest: DIGEST,
  risk: 'sensitive',
  target: 'ada@contoso.com',
  requester: party('ada'),
  authors: ['otto', 'slack:T1:U-lou'],
  approvers: ['sam', 'kim', 'ada', 'otto', 'bea'],
  roles: ['approver'],
  bars: ['requester', 'author', 'beneficiary', 'editor'],
  quorum: 1,
  policy: { version: 'p1', rules: ['sensitive'] },
  expires: new Date(BEGAN + 900_000).toISOString(),
  workflow: { ...workflow, editedBy: 'bea' },
  calls: [{ step: 'reset', operation: 'graph.resetPassword', risk: 'sensitive', mode: 'production', input }],
});

/** That one of them approved it. */
export const approved = (run: string, person = 'sam') => ({
  approval: `${run}:approve`,
  digest: DIGEST,
  by: person,
  who: party(person),
  roles: ['approver'],
  surface: 'slack',
  policy: 'p1',
  voters: [person],
});

/** That it is about to be done. */
export const intended = (run: string) => ({
  effect: `${run}:reset`,
  operation: 'graph.resetPassword',
  risk: 'sensitive',
  mode: 'production',
  input,
  before: null,
  approval: `${run}:approve`,
  digest: DIGEST,
  policy: 'p1',
  workflow,
  byHand: false,
});

const effect = (run: string) => ({ effect: `${run}:reset`, operation: 'graph.resetPassword' });

/** All that a ticket leaves behind whose password reset was asked for, approved, done and told. */
export function resetOf(run: string): MadeLine[] {
  return [
    {
      run,
      action: 'ticket.opened',
      actor: 'ada',
      facts: { requester: onSlack('ada'), text: 'b'.repeat(64), command: null },
    },
    { run, action: 'ticket.understood', facts: { workflow, belief: { category: 'password_reset', confidence: 93 } } },
    { run, action: 'approval.asked', facts: asked(run) },
    { run, action: 'approval.approved', actor: 'sam', facts: approved(run) },
    { run, action: 'effect.intended', facts: intended(run) },
    { run, action: 'effect.done', facts: { ...effect(run), result: input } },
    { run, action: 'handover.offered', facts: { secret: 's1', recipient: 'ada' } },
    { run, action: 'ticket.resolved', facts: { workflow } },
  ];
}

/** The same, with other facts for the lines of one action; `undefined` takes them out. */
export function but(
  lines: readonly MadeLine[],
  action: string,
  change: (line: MadeLine) => MadeLine | readonly MadeLine[] | undefined,
): MadeLine[] {
  return lines.flatMap((line) => (line.action === action ? (change(line) ?? []) : [line]));
}
