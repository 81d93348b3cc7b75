import { noticeMessage } from '../cards/notice.ts';
import { utc } from '../cards/utc.ts';
import type { PressAnswer } from '../chat/ears.ts';
import type { Pressed } from '../chat/event.ts';
import { isTooNewFor } from '../domain/link.ts';
import { isUnlinked, type Person } from '../domain/person.ts';
import type { CodeShown } from '../secrets/codes.ts';
import { tellAlone } from './audience.ts';
import type { DeskParts } from './parts.ts';
import { answerWith } from './press-answer.ts';

/** Shows the code of a link to the one person who may have it, in the very chat where they proved who they are. */
export async function showCode(
  { data, from: { shownName: _, ...identity } }: Pressed,
  by: Person,
  parts: Pick<DeskParts, 'handovers' | 'platforms' | 'roster' | 'log'>,
): Promise<PressAnswer> {
  if (isUnlinked(by)) return answerWith('refused', refusals['not-theirs']);
  if (isTooNewFor('sensitive', by, identity)) return answerWith('refused', tooNew);
  const shown = await parts.handovers.showCode(data.handover ?? '', by.id);
  if (shown.state !== 'shown') return answerWith('refused', refusals[shown.state]);

  const { code, about, until } = shown;
  const reader = about.recipientId === by.id ? undefined : await nameOf(about.recipientId, parts);
  const use = reader ? `Read it out to ${reader}, and to nobody else.` : 'Type it on the page that the link opens.';
  const text = `Your code is ${inGroups(code)}. ${use} It is good until ${utc(until.toISOString())}, and only the newest code works. Nobody of the service desk will ask you for it.`;
  await tellAlone({ ...by, identities: [identity] }, noticeMessage(text), parts);
  return answerWith('done', 'Your code is in a message to you.');
}

const tooNew =
  'You have linked this account less than a day ago. Until it is a day old it is shown no code; where you were known before, you are.';

const refusals = {
  'not-theirs': 'This code is for somebody else, so I can’t show it to you. The technicians are told.',
  opened: 'This link has been opened already. If that was not you, tell your service desk now.',
  expired: 'This link is no longer valid. Please ask your service desk for a new one.',
  blocked:
    'Too many wrong codes were typed, so this link is no longer valid. Please ask your service desk for a new one.',
  unknown: 'I do not know this link any more. Please ask your service desk for a new one.',
} satisfies Record<Exclude<CodeShown['state'], 'shown'>, string>;

/** Two groups of three are read out and typed without a slip. */
function inGroups(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

async function nameOf(personId: string, { roster }: Pick<DeskParts, 'roster'>): Promise<string> {
  return (await roster()).people.find(({ id }) => id === personId)?.name ?? personId;
}
