import { record } from '../../audit/record.ts';
import type { PressAnswer } from '../../chat/ears.ts';
import type { Pressed } from '../../chat/event.ts';
import { isTooNewFor } from '../../domain/link.ts';
import { isSamePerson, type Person } from '../../domain/person.ts';
import { may } from '../../domain/right.ts';
import type { Challenge, Verification } from '../../domain/verification.ts';
import { inTransaction, type PoolClient } from '../../store/pool.ts';
import type { Caller } from '../caller.ts';
import type { DeskParts } from '../parts.ts';
import { answerWith } from '../press-answer.ts';
import { failedLine, passedLine } from './lines.ts';

type Parts = Pick<DeskParts, 'pool' | 'roster' | 'verifications' | 'challenges' | 'runs' | 'log'>;

interface Matter {
  readonly challenge: Challenge;
  readonly verification: Verification;
}

/** Takes the number, the code or the digits that only one person can know by now. */
export async function answerChallenge({ data, fields }: Pressed, by: Caller, parts: Parts): Promise<PressAnswer> {
  const matter = await matterFor(data.challenge, by, parts);
  if (!matter) return notTheirs;
  if (isTooNewFor('sensitive', by, by.through)) return tooNew;
  const typed = fields.code?.trim() ?? '';
  if (typed === '') return answerWith('refused', 'Please type it first.');

  const { challenge, verification } = matter;
  const { people } = await parts.roster(); // before the transaction, which should not wait for a second connection
  const tried = await inTransaction(parts.pool, async (client) => {
    const tried = await parts.challenges.try(client, challenge.id, typed);
    if (tried === 'right' && !(await pass(client, matter, by, people, parts))) return 'closed';
    if (tried === 'spent') await fail(client, matter, by, 'too many tries', parts);
    return tried;
  });
  if (tried !== 'right') parts.log.warn('verification.wrong', { verification: verification.id, by: by.id, tried });
  return answers[tried];
}

/** Takes their word that it is not wanted. */
export async function refuseChallenge({ data }: Pressed, by: Caller, parts: Parts): Promise<PressAnswer> {
  const matter = await matterFor(data.challenge, by, parts);
  if (!matter) return notTheirs;
  const refused = await inTransaction(parts.pool, async (client) => {
    if (!(await parts.challenges.refuse(client, matter.challenge.id))) return false;
    await fail(client, matter, by, 'not wanted', parts);
    return true;
  });
  return refused ? answerWith('done', 'Thank you. Nothing is done.') : answers.closed;
}

/** Only the one who was asked, and only as long as they could be asked. */
async function matterFor(id: string | undefined, by: Person, parts: Parts): Promise<Matter | undefined> {
  const challenge = await parts.challenges.read(id ?? '');
  const verification = challenge && (await parts.verifications.read(challenge.verificationId));
  if (!challenge || !verification || challenge.answererId !== by.id) return undefined;
  const isTechnicians = challenge.way !== 'manager';
  if (isTechnicians && !may(by, 'do-tasks', verification.customerId)) return undefined;
  return { challenge, verification };
}

async function pass(
  client: PoolClient,
  { challenge, verification }: Matter,
  by: Person,
  people: readonly Person[],
  parts: Parts,
): Promise<boolean> {
  const { way, answererId } = challenge;
  const { id, runId, chosen } = verification;
  const partIds = withOtherEntries([answererId, ...(chosen ? [chosen.by.id] : [])], people);
  const news = await parts.verifications.pass(client, id, { way, by: { id: by.id, name: by.name }, partIds });
  if (!news) return false; // it was over in another way
  await record(client, passedLine(verification, way, by.id));
  await parts.runs().tell(runId, challenge.id, { answered: true }, client);
  return true;
}

/** Whoever had a part in it had it under every entry of theirs. */
function withOtherEntries(ids: readonly string[], people: readonly Person[]): string[] {
  const known = people.filter(({ id }) => ids.includes(id));
  const others = people.filter((one) => known.some((other) => isSamePerson(one, other)));
  return [...new Set([...ids, ...others.map(({ id }) => id)])];
}

async function fail(client: PoolClient, { challenge, verification }: Matter, by: Person, why: string, parts: Parts) {
  const { id, runId } = verification;
  await parts.verifications.fail(client, id, `${by.name}: ${why}.`);
  await record(client, failedLine(verification, by.id, why));
  await parts.runs().tell(runId, challenge.id, { answered: true }, client);
}

export const tooNew = answerWith(
  'refused',
  'You have linked this account less than a day ago. Until it is a day old it confirms nothing this sensitive; where you were known before, you can.',
);

const notTheirs = answerWith('refused', 'This was asked of somebody else, or is over.');

const answers = {
  right: answerWith('done', 'Thank you, I go on from there.'),
  wrong: answerWith('refused', 'That is not it. Please ask them once more.'),
  spent: answerWith('refused', 'That was wrong too often, so this is over. Nothing was changed.'),
  closed: answerWith('refused', 'This is over. Nothing was changed by it.'),
} as const;
