import { record } from '../../audit/record.ts';
import type { PressAnswer } from '../../chat/ears.ts';
import type { Pressed } from '../../chat/event.ts';
import { isTooNewFor } from '../../domain/link.ts';
import { owns } from '../../domain/person.ts';
import { may } from '../../domain/right.ts';
import { choiceTopic, type VerificationChoice } from '../../domain/verification.ts';
import { inTransaction } from '../../store/pool.ts';
import type { Caller } from '../caller.ts';
import type { DeskParts } from '../parts.ts';
import { answerWith } from '../press-answer.ts';
import { type RefuseParts, refusePress } from '../refuse.ts';
import { tooNew } from './answer.ts';
import { failedLine } from './lines.ts';

/** Takes what a technician does about it. There are these ways and no other one, however urgent somebody says it is. */
export async function chooseWay(
  way: VerificationChoice,
  { data, from, place }: Pressed,
  by: Caller,
  parts: Pick<DeskParts, 'pool' | 'verifications' | 'runs'> & RefuseParts,
): Promise<PressAnswer> {
  const verification = await parts.verifications.read(data.verification ?? '');
  if (!verification) return answerWith('refused', 'I do not know this request any more.');
  const { id, customerId, runId, account, ticketId } = verification;
  if (!may(by, 'do-tasks', customerId))
    return refusePress(
      { right: 'do-tasks', customerId, matter: id, about: ticketId, why: onlyTechnicians },
      by,
      place,
      parts,
    );
  if (way !== 'none' && isTooNewFor('sensitive', by, by.through)) return tooNew;
  if (owns(by, account)) return answerWith('refused', 'This is about your own account, so another technician has to.');

  const who = { id: by.id, name: by.name };
  const { shownName: _, ...on } = from;
  const turn = Number(data.turn);
  const taken = await inTransaction(parts.pool, async (client) => {
    if (!(await parts.verifications.choose(client, id, turn, { way, by: who, on }))) return false;
    await record(client, {
      ...{ customerId, runId, onceKey: `${id}:chosen:${turn}`, actor: by.id, action: 'verification.chosen' },
      facts: { verification: id, way, by: by.id },
    });
    if (way === 'none') {
      await parts.verifications.fail(client, id, `${by.name} could not find out whether it is really wanted.`);
      await record(client, failedLine(verification, by.id, 'not found out'));
    }
    await parts.runs().tell(runId, choiceTopic({ id, turn }), { way }, client);
    return true;
  });
  return taken
    ? answerWith('done', way === 'none' ? 'Noted. Nothing is done.' : 'I look that up.')
    : answerWith('refused', 'Somebody has already gone on with this, or it is over.');
}

const onlyTechnicians = 'Only a technician of this customer can find that out.';
