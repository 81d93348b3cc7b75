import { record } from '../../audit/record.ts';
import type { Person } from '../../domain/person.ts';
import type { Verification } from '../../domain/verification.ts';
import { inTransaction } from '../../store/pool.ts';
import type { DeskParts } from '../parts.ts';
import type { Run } from '../run.ts';
import { askManager } from './ask-manager.ts';
import { callBack } from './call-back.ts';
import { failedLine } from './lines.ts';
import type { VerifyParts } from './verify-parts.ts';

/** Whether somebody was asked; `again`: this way leads nowhere, and a technician can try another one. */
export type WayAsked =
  | { readonly state: 'asked' }
  | { readonly state: 'again'; readonly note: string }
  | { readonly state: 'over' };

/** Goes the way that a technician chose. Nobody chose one: it is over. */
export async function askFor(id: string, run: Run, parts: VerifyParts): Promise<WayAsked> {
  const verification = await parts.verifications.read(id);
  if (verification?.state !== 'open') return { state: 'over' };
  const { chosen } = verification;
  if (!chosen) {
    await failAsDesk(verification, 'Nobody found it out in time.', 'no technician', parts);
    return { state: 'over' };
  }
  const { people } = await parts.roster();
  const technician = people.find((person) => person.id === chosen.by.id);
  if (!technician) return { state: 'again', note: `${chosen.by.name} is not known here any more.` };
  const there: Person = { ...technician, identities: [chosen.on] };
  const ways = { manager: askManager, call: callBack, none: async (): Promise<WayAsked> => ({ state: 'over' }) };
  return ways[chosen.way](verification, there, run, parts);
}

/** Ends it when nobody's word does. */
export async function failAsDesk(
  verification: Verification,
  why: string,
  inShort: string,
  parts: Pick<DeskParts, 'pool' | 'verifications'>,
): Promise<void> {
  await inTransaction(parts.pool, async (client) => {
    if (await parts.verifications.fail(client, verification.id, why))
      await record(client, failedLine(verification, 'desk', inShort));
  });
}
