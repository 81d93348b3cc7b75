import { record } from '../../audit/record.ts';
import type { Verified } from '../../domain/verification.ts';
import type { PoolClient } from '../../store/pool.ts';
import type { Question } from '../asked-approval.ts';
import type { DeskParts } from '../parts.ts';
import type { Run } from '../run.ts';
import { passedLine } from './lines.ts';
import { aboutThis, type Wish } from './wish.ts';

/** Writes down that they proved it by asking for themselves; nothing where they did not. */
export async function ownWord(
  { account, owner }: Wish,
  question: Question,
  run: Run,
  { verifications }: { readonly verifications: Pick<DeskParts['verifications'], 'begin' | 'pass'> },
  client: PoolClient,
): Promise<Verified | undefined> {
  if (!owner || account === undefined) return undefined;
  const about = aboutThis(question, account, run);
  await verifications.begin(about, client);
  const by = { id: owner.id, name: owner.name };
  const passed = await verifications.pass(client, about.id, { way: 'self', by, partIds: [] });
  if (passed) await record(client, passedLine(about, 'self', owner.id));
  return passed?.verified;
}
