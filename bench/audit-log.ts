import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { auditKey, newAuditKey } from '../src/audit/audit-key.ts';
import { exportJsonl } from '../src/audit/export-jsonl.ts';
import { BEGINNING, hashAfter } from '../src/audit/line.ts';
import type { KeptLine } from '../src/store/audit-lines.ts';

const A_TICKET = 8;
const BEGAN = Date.UTC(2026, 0, 1) / 1_000;

/** Writes an export of password resets, each asked for, approved, done and handed over, as a desk would have recorded them. */
export async function writeLog(file: string, lines: number): Promise<void> {
  const key = auditKey(newAuditKey(), 'bench');
  const parts = { lines: logOf(lines), checkpoints: none(), key, now: () => new Date() };
  await pipeline(exportJsonl({}, parts), createWriteStream(file));
}

async function* none() {}

async function* logOf(count: number): AsyncGenerator<readonly KeptLine[]> {
  let [seq, previous] = [0, BEGINNING];
  for (let ticket = 1; seq < count; ticket++) {
    const kept: KeptLine[] = [];
    for (const [action, facts] of ticketOf(`MSP-${ticket}`)) {
      seq += 1;
      const time = `${BEGAN + seq}.123456`;
      const run = `MSP-${ticket}`;
      const text = JSON.stringify(['msp.audit.v1', 'contoso', seq, `${run}:${seq}`, time, 'desk', action, run, facts]);
      const hash = hashAfter(previous, text);
      kept.push({ customer: 'contoso', seq, hash, previous, text, differs: false });
      previous = hash;
    }
    yield kept.slice(0, A_TICKET);
  }
}

function ticketOf(run: string): readonly (readonly [action: string, facts: Readonly<Record<string, unknown>>])[] {
  const workflow = { name: 'reset-password', version: 3, digest: 'a'.repeat(64) };
  const party = (person: string) => ({
    ...{ person, linked: true, account: `${person}@contoso.com` },
    identities: [`slack:T0123456789:U${person}`, `teams:00000000-0000-4000-8000-000000000000:${person}`],
  });
  const requester = { person: 'ada', proven: 'linked', platform: 'slack', workspace: 'T0123456789', user: 'Uada' };
  const input = { userId: '5f3d1a9e-0000-4000-8000-000000000001', account: 'ada@contoso.com' };
  const of = { operation: 'graph.resetPassword', risk: 'sensitive', mode: 'production' };
  const [approval, effect, digest] = [`${run}:approve`, `${run}:reset`, 'd'.repeat(64)];
  const policy = { version: 'p'.repeat(64), rules: ['sensitive'] };
  const asked = {
    ...{ approval, digest, risk: 'sensitive', target: 'ada@contoso.com', requester: party('ada'), authors: [] },
    ...{ approvers: ['sam', 'kim'], roles: ['approver'], bars: ['requester'], quorum: 1, policy },
    ...{ expires: '2037-01-01T00:00:00.000Z', workflow: { ...workflow, editedBy: 'release' } },
    calls: [{ step: 'reset', ...of, input }],
  };
  const who = { by: 'sam', who: party('sam'), roles: ['approver'], surface: 'slack', voters: ['sam'] };
  const answer = { approval, digest, ...who, policy: policy.version };
  const allowed = { approval, digest, policy: policy.version, workflow, byHand: false };
  return [
    ['ticket.opened', { requester, text: 'b'.repeat(64), command: null }],
    ['ticket.understood', { workflow, belief: { category: 'password_reset', confidence: 93, judge: 'offline' } }],
    ['approval.asked', asked],
    ['approval.approved', answer],
    ['effect.intended', { effect, ...of, input, before: { 'find-user': input }, ...allowed }],
    ['effect.done', { effect, operation: of.operation, result: { ...input, password: 'sealed:1' } }],
    ['handover.opened', { secret: effect, recipient: 'ada' }],
    ['ticket.resolved', { workflow }],
  ];
}
