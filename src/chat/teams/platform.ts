import type { Message } from '../../cards/card.ts';
import type { Identity } from '../../domain/person.ts';
import type { MessageRef, Place } from '../../domain/place.ts';
import { ChatError, type ChatPlatform } from '../platform.ts';
import type { Acquaintances } from './acquaintances.ts';
import { inThread, Reference } from './activity.ts';
import { belongingOf } from './belonging.ts';
import type { TeamsAdapter } from './client/adapter.ts';
import { render } from './render.ts';

interface Parts {
  /** Loaded when it is first needed. */
  readonly adapter: () => Promise<TeamsAdapter>;
  readonly acquaintances: Acquaintances;
}

/** Teams has no message that only one person sees in a channel, so that a whisper goes to their chat with the bot. */
export function createTeamsPlatform({ adapter, acquaintances }: Parts): ChatPlatform {
  const referenceOf = async (place: Place): Promise<Reference> => {
    const known = Reference.safeParse(place.reference).data ?? (await guessed(place));
    return { ...known, conversation: { ...known.conversation, id: inThread(place.channel, place.thread) } };
  };

  /** A place that was written into desk.yaml by hand. */
  const guessed = async ({ workspace, channel }: Place): Promise<Reference> => ({
    ...(await serviceFor(workspace)),
    conversation: { id: channel, tenantId: workspace, conversationType: 'channel' },
  });

  const serviceFor = async (tenant: string) => {
    const service = await acquaintances.service(tenant);
    if (!service) throw new ChatError(`${notMet} ${installRemedy}`, { passing: false });
    return service;
  };

  const post = async (to: Place, message: Message): Promise<MessageRef> => {
    const teams = await adapter();
    return { place: to, message: await teams.say(await referenceOf(to), render(message)) };
  };

  const directPlace = async (person: Identity): Promise<Place> => {
    const known = await acquaintances.person(person);
    const reference = known?.direct ?? (await introduced(person, known?.teamsId ?? person.user));
    const { platform, workspace } = person;
    return { platform, workspace, channel: reference.conversation.id, reference };
  };

  const introduced = async (person: Identity, teamsId: string): Promise<Reference> => {
    const service = await serviceFor(person.workspace);
    const teams = await adapter();
    const id = await teams.open(service, { tenantId: person.workspace, member: teamsId });
    const direct: Reference = {
      ...service,
      conversation: { id, tenantId: person.workspace, conversationType: 'personal' },
    };
    await acquaintances.rememberDirect(person, teamsId, direct);
    return direct;
  };

  const direct = async (person: Identity, message: Message) => post(await directPlace(person), message);

  return {
    name: 'teams',
    isInteractive: true,
    post,
    async update({ place, message: id }, message) {
      const teams = await adapter();
      await teams.rewrite(await referenceOf(place), id, render(message));
    },
    async whisper(_to, person, message) {
      await direct(person, message);
    },
    direct,
    async belonging(person, place) {
      if (person.workspace !== place.workspace) return 'outsider';
      const teams = await adapter();
      const where = await referenceOf({ ...place, thread: undefined });
      const known = await acquaintances.person(person);
      return belongingOf(await teams.member(where, known?.teamsId ?? person.user), person);
    },
  };
}

const notMet = 'Nobody in this Teams tenant has been in touch with the bot yet, so that it can not write there first.';
const installRemedy = 'Install the app for the person or the team, or ask them to open it in Teams and write "help".';
