import { randomUUID } from 'node:crypto';
import { record } from '../audit/record.ts';
import { noticeMessage } from '../cards/notice.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { isUnlinked, type Person } from '../domain/person.ts';
import type { Asked, Plea } from '../store/pleas.ts';
import { inTransaction } from '../store/pool.ts';
import { tellAlone } from './audience.ts';
import type { Caller } from './caller.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';
import { reasons } from './refuse.ts';
import { isStillOpen, type OpenParts } from './still-open.ts';

type Parts = OpenParts & Pick<DeskParts, 'pool' | 'pleas' | 'roster' | 'platforms' | 'log'>;

/** Asks those who can help, for whoever was refused: one notice each, and not twice within the hour. */
export async function askHelp({ data }: Pressed, by: Caller, parts: Parts): Promise<PressAnswer> {
  const id = data.plea ?? '';
  const offered = await parts.pleas.read(id, by.id);
  if (offered && !(await isStillOpen(offered.permission, offered.matter, parts)))
    return answerWith('refused', 'This has come to an end meanwhile, so nobody has to be asked.');
  const asked = await inTransaction(parts.pool, async (client) => {
    const taken = await parts.pleas.ask(client, id, by.id);
    if (taken.outcome === 'asked') await record(client, lineOf(id, taken.plea, by));
    return taken;
  });
  if (asked.outcome !== 'asked') return answerWith('refused', refusals[asked.outcome]);

  const told = await tellHelpers(asked.plea, by, parts);
  if (told === 0) await parts.pleas.notTold(id);
  const now = noticeMessage(
    told === 0
      ? unreached
      : `I have told ${told === 1 ? 'one person' : `${told} people`} what you need. Whoever has time acts next.`,
  );
  return { ...answerWith(told === 0 ? 'refused' : 'done', now.text, now), aside: now };
}

const unreached = 'I could not reach anybody just now. Please try again in a while.';

const refusals = {
  'asked-before': 'I have asked them already within the last hour. Whoever has time acts next.',
  'too-many': 'That is a lot of asking in one hour. Please talk to your service desk, or try again later.',
  unknown: 'I do not know any more what this was about. Please try again what you wanted to do.',
} satisfies Record<Exclude<Asked['outcome'], 'asked'>, string>;

async function tellHelpers(plea: Plea, by: Caller, parts: Parts): Promise<number> {
  const { people } = await parts.roster();
  const helpers = people.filter(({ id }) => plea.helperIds.includes(id));
  const told = await Promise.allSettled(helpers.map((one) => tellAlone(one, noticeMessage(wordsOf(plea, by)), parts)));
  return told.filter(({ status }) => status === 'fulfilled').length;
}

/** Who asks for what; what a ticket says stays where it is. */
function wordsOf({ permission, about }: Plea, by: Person): string {
  const wish = Object.entries(reasons).find(([right]) => right === permission)?.[1].wish ?? 'help';
  const who = isUnlinked(by) ? `${by.name}, whom nobody has linked to a person yet,` : by.name;
  return `${who} asks whether you can ${wish}${about ? ` (${about})` : ''}. They may not do it themselves.`;
}

function lineOf(id: string, { customerId, permission, matter, helperIds }: Plea, by: Person) {
  const facts = { plea: id, right: permission, matter, asked: helperIds };
  return { customerId, onceKey: `plea:${id}:${randomUUID()}`, actor: by.id, action: 'help.asked', facts };
}
