import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Identity } from '../../domain/person.ts';
import type { ChatMemory } from '../connection.ts';
import { type Activity, Reference, referenceTo, Service, senderOf, serviceOf, tenantOf } from './activity.ts';

/** Somebody who was heard of. `teamsId` is what Teams calls them towards this bot; `direct` is the chat they share with it. */
const Acquaintance = z.object({ teamsId: z.string().min(1), direct: Reference.optional() });
type Acquaintance = Readonly<z.infer<typeof Acquaintance>>;

/** Whom the bot has met and where, so that it can speak first: Teams has no address book for bots. */
export interface Acquaintances {
  remember(activity: Activity): Promise<void>;
  rememberDirect(person: Identity, teamsId: string, direct: Reference): Promise<void>;
  person(person: Identity): Promise<Acquaintance | undefined>;
  /** The service a tenant was last heard from. */
  service(tenant: string): Promise<Service | undefined>;
}

export function createAcquaintances(memory: ChatMemory): Acquaintances {
  const put = async (key: string, value: unknown) => {
    if (!isDeepStrictEqual(await memory.get(key), value)) await memory.put(key, value);
  };
  const person = async (identity: Identity) => Acquaintance.safeParse(await memory.get(personKey(identity))).data;

  return {
    async remember(activity) {
      await put(serviceKey(tenantOf(activity)), serviceOf(activity));
      const sender = senderOf(activity);
      if (!sender) return;
      const direct =
        activity.conversation.conversationType === 'personal' ? referenceTo(activity) : (await person(sender))?.direct;
      await put(personKey(sender), { teamsId: activity.from.id, ...(direct && { direct }) });
    },
    async rememberDirect(identity, teamsId, direct) {
      await put(personKey(identity), { teamsId, direct });
    },
    person,
    async service(tenant) {
      return Service.safeParse(await memory.get(serviceKey(tenant))).data;
    },
  };
}

const serviceKey = (tenant: string) => `teams:service:${tenant}`;
const personKey = ({ workspace, user }: Identity) => `teams:person:${workspace}:${user}`;
