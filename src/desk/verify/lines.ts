import type { AuditLine } from '../../audit/record.ts';
import type { Verification, VerificationWay } from '../../domain/verification.ts';

type Of = Pick<Verification, 'id' | 'customerId' | 'runId' | 'account'>;

/** The audit's line about a verification that passed. No code stands in it. */
export function passedLine(of: Of, way: VerificationWay, by: string): AuditLine {
  return line(of, by, 'verification.passed', { way, by });
}

/** And about one that did not, with the reason in one or two words. */
export function failedLine(of: Of, by: string, why: string): AuditLine {
  return line(of, by, 'verification.failed', { why, by });
}

function line({ id, customerId, runId, account }: Of, actor: string, action: string, facts: object): AuditLine {
  return { customerId, runId, onceKey: `${id}:ended`, actor, action, facts: { verification: id, account, ...facts } };
}
