import { record } from '../audit/record.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { isSurelyNot } from '../domain/decision.ts';
import type { Fuse } from '../domain/fuse.ts';
import { isTooNewFor } from '../domain/link.ts';
import { isSamePerson, type Person } from '../domain/person.ts';
import { may } from '../domain/right.ts';
import type { Waiting } from '../store/fuses.ts';
import { inTransaction } from '../store/pool.ts';
import { tooNew } from './answer-approval.ts';
import type { Caller } from './caller.ts';
import { FUSE_OPEN, fuseTopic, type HoldingParts } from './fuse.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { type RefuseParts, reasons, refusePress } from './refuse.ts';
import { fuseCard, rewriteFuse } from './show-fuse.ts';

type Parts = HoldingParts & RefuseParts & Pick<DeskParts, 'runs'>;

type Answered =
  | { readonly outcome: 'ended'; readonly fuse: Fuse }
  | { readonly outcome: 'too-late'; readonly fuse: Fuse }
  | { readonly outcome: 'refused'; readonly why: string };

/** Takes what somebody says to a fuse: the decision, its audit line and the message to every run that waits are one transaction. */
export async function answerFuse(
  state: 'released' | 'stopped',
  { data, from, place }: Pressed,
  by: Caller,
  parts: Parts,
): Promise<PressAnswer> {
  const id = data.fuse ?? '';
  const known = await parts.fuses.read(id);
  if (!known) return answerWith('refused', 'I do not know this request. It may be from another installation.');
  const isTooNew = state === 'released' && isTooNewFor('critical', by, by.through);
  const answered = isTooNew
    ? ({ outcome: 'refused', why: tooNew } as const)
    : await decideFuse(known, state, by, from.platform, parts);
  if (answered.outcome === 'refused') {
    const about = { right: 'let-go-on', customerId: known.customerId, matter: id, why: answered.why } as const;
    return refusePress(about, by, place, parts);
  }
  const card = await fuseCard(answered.fuse, parts);
  if (answered.outcome === 'too-late')
    return answerWith('refused', 'This is decided already, or its time is over.', card);
  parts.log.info(`fuse.${state}`, { fuse: id, by: by.id });
  await rewriteFuse(id, parts);
  return answerWith('done', state === 'released' ? 'They go on.' : 'Stopped.', card);
}

function decideFuse(
  { id, customerId }: Fuse,
  state: 'released' | 'stopped',
  by: Person,
  surface: string,
  parts: Parts,
): Promise<Answered> {
  return inTransaction(parts.pool, async (client): Promise<Answered> => {
    await parts.fuses.inTurn(client, customerId);
    const waiting = await parts.fuses.waiting(id, client);
    const why = refusalOf(waiting, by, customerId);
    if (why) return { outcome: 'refused', why };

    const { id: personId, name } = by;
    const decidedBy = { id: personId, name };
    const how = state === 'released' ? ({ state, by: decidedBy, open: FUSE_OPEN } as const) : { state, by: decidedBy };
    const ended = await parts.fuses.end(client, id, how);
    if (!ended) {
      const fuse = await parts.fuses.read(id, client);
      return fuse ? { outcome: 'too-late', fuse } : { outcome: 'refused', why: 'I do not know this request.' };
    }
    await record(client, {
      customerId,
      onceKey: `fuse:${id}:decided`,
      actor: personId,
      action: `fuse.${state}`,
      facts: {
        ...{ fuse: id, by: personId, roles: by.roles[customerId] ?? [], surface },
        effects: waiting.map(({ effectKey }) => effectKey),
        until: ended.openUntil?.toISOString() ?? null,
      },
    });
    for (const { runId, effectKey } of waiting)
      await parts.runs().tell(runId, fuseTopic(id, effectKey), { state }, client);
    return { outcome: 'ended', fuse: ended };
  });
}

/** Whoever asked for one of them has a part in it. */
function refusalOf(waiting: readonly Waiting[], by: Person, customerId: string): string | undefined {
  if (!may(by, 'let-go-on', customerId)) return reasons['let-go-on'].why;
  const requesters = waiting.map(({ paused }) => paused.requester);
  if (requesters.some((requester) => isSamePerson(by, requester)))
    return 'You asked for one of these yourself, so somebody else decides.';
  return requesters.every((requester) => isSurelyNot(by, requester))
    ? undefined
    : 'Nobody has linked whoever asked for one of these to a person, so I can not tell that it was not you. An admin can link you both.';
}
