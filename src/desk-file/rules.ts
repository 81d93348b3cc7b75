import { ANY_HELP_DESK } from '../domain/customer.ts';
import type { Role } from '../domain/person.ts';
import type { Finding, Path } from '../lib/finding.ts';
import { nearest } from '../lib/nearest.ts';
import type { Connection } from './connections.ts';
import type { Rough } from './rough.ts';

/** Everything that is wrong between entries that may each be right by themselves. */
export function rules({ customers, people }: Rough, connections: readonly Connection[]): Finding[] {
  const claims = [...customersClaims(customers), ...peoplesClaims(people)];
  return [
    ...twice(claims),
    ...shared(connections),
    ...onHelpDesks(customers, connections),
    ...strangers(people, customers),
    ...contacts(customers, people),
    ...secondLines(customers, people),
    ...decidersWithoutAccount(people),
    ...busyAuditors(people),
  ];
}

/** Something that one entry alone may have. */
interface Claim {
  readonly thing: readonly unknown[];
  readonly at: Path;
  readonly whose: string;
  readonly message: (whose: string) => string;
  readonly remedy: string;
}

function customersClaims(customers: Rough['customers']): Claim[] {
  return customers.flatMap((customer, index) => {
    if (!customer) return [];
    const { id, chats, tickets } = customer;
    const at = ['customers', index];
    return [
      ...(id ? [ownId('customer', id, [...at, 'id'])] : []),
      ...Object.entries(tickets).map(([name, secret]) => ({
        thing: ['ticket secret', secret],
        at: [...at, 'tickets', name],
        whose: id,
        message: (whose: string) => `This signs the tickets of ${whose} already`,
        remedy: 'Give each customer a secret of its own: whoever has it sends tickets in their name.',
      })),
      ...chats.flatMap((chat, position) => {
        if (!chat) return [];
        return {
          thing: ['chat', chat.platform, chat.workspace, chat.channel ?? null],
          at: [...at, 'chats', position],
          whose: id,
          message: (whose: string) => `This chat belongs to ${whose} already`,
          remedy: 'Leave it with one customer, or name a channel for each.',
        };
      }),
    ];
  });
}

function peoplesClaims(people: Rough['people']): Claim[] {
  return people.flatMap((person, index) => {
    if (!person) return [];
    const { id, account, identities } = person;
    const at = ['people', index];
    return [
      ...(id ? [ownId('person', id, [...at, 'id'])] : []),
      ...(account
        ? [
            {
              thing: ['account', account.toLowerCase()],
              at: [...at, 'account'],
              whose: id,
              message: (whose: string) => `${account} is the account of ${whose} already`,
              remedy: 'One account is one person: put everything about them into one entry.',
            },
          ]
        : []),
      ...identities.flatMap((identity, position) => {
        if (!identity) return [];
        return {
          thing: ['identity', identity.platform, identity.workspace, identity.user],
          at: [...at, 'identities', position],
          whose: id,
          message: (whose: string) => `This identity is linked to ${whose} already`,
          remedy: 'Link it to one person only: who would be two people is nobody.',
        };
      }),
    ];
  });
}

function ownId(kind: string, id: string, at: Path): Claim {
  const message = () => `There is another ${kind} with the id ${id}`;
  return { thing: [kind, id], at, whose: id, message, remedy: `Give each ${kind} an id of its own.` };
}

function twice(claims: readonly Claim[]): Finding[] {
  const first = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    const thing = JSON.stringify(claim.thing);
    const earlier = first.get(thing);
    if (earlier) return [{ ...claim, message: claim.message(earlier.whose) }];
    first.set(thing, claim);
    return [];
  });
}

/** What one customer reaches, no other one may reach: not the same, and not a part of it. */
function shared(connections: readonly Connection[]): Finding[] {
  const reached = connections.flatMap(({ connector, connection, ...rest }) => {
    const part = connector.exclusive(connection).toLowerCase();
    return part ? [{ ...rest, connector, part: `${part}/` }] : [];
  });
  return reached.flatMap(({ connector, part, at }, index) => {
    const other = reached
      .slice(0, index)
      .find(
        (earlier) => earlier.connector === connector && (contains(earlier.part, part) || contains(part, earlier.part)),
      );
    if (!other) return [];
    const message = `${other.customerId} reaches the same part of ${connector.title} already`;
    const remedy = 'Nothing may cross between customers. Give each its own, or make them one customer.';
    return [{ at, onKey: true, message, remedy }];
  });
}

/** Where tickets come in from a help desk, its own entry says whose they are. */
function onHelpDesks(customers: Rough['customers'], connections: readonly Connection[]): Finding[] {
  const helpDesks = connections.flatMap(({ connector }) => (connector.inbox ? [connector.name] : []));
  const names = new Set([ANY_HELP_DESK, ...helpDesks]);
  return customers.flatMap((customer, index) =>
    (customer?.chats ?? []).flatMap((chat, position) => {
      if (!chat || !names.has(chat.platform)) return [];
      const message = `${chat.platform} is no chat, and its tickets are those of the customer that it is connected for`;
      const remedy = 'Leave it out here: tickets of a help desk come in by themselves.';
      return [{ at: ['customers', index, 'chats', position], message, remedy }];
    }),
  );
}

function contains(wide: string, narrow: string): boolean {
  return narrow.startsWith(wide);
}

/** Customers whom nobody has written down. */
function strangers(people: Rough['people'], customers: Rough['customers']): Finding[] {
  const known = customers.flatMap((customer) => (customer ? [customer.id] : []));
  return people.flatMap((person, index) =>
    Object.keys(person?.roles ?? {})
      .filter((customer) => !known.includes(customer))
      .map((customer) => ({
        at: ['people', index, 'roles', customer],
        onKey: true,
        message: `There is no customer ${customer}`,
        remedy: meant(customer, known, 'Add it under customers, or take the role away.'),
      })),
  );
}

/** Who passes passwords on is somebody known, who can neither ask for one as a technician nor approve it. */
function contacts(customers: Rough['customers'], people: Rough['people']): Finding[] {
  const known = people.flatMap((person) => (person ? [person.id] : []));
  return customers.flatMap((customer, index) => {
    const contact = customer?.handover?.contact;
    if (!customer || contact === undefined) return [];
    const at = ['customers', index, 'handover', 'contact'];
    if (!known.includes(contact)) {
      const message = `There is no person ${contact}`;
      return [{ at, message, remedy: meant(contact, known, 'Add the person under people, or name another one.') }];
    }
    const held = people.find((person) => person?.id === contact)?.roles[customer.id];
    if (rolesIn(held).length === 0) return [];
    const message = `${contact} has a role for ${customer.id}, so no password may be handed to them`;
    return [{ at, message, remedy: 'Name somebody without a role for this customer.' }];
  });
}

/** Who is asked later must be somebody who could be asked at once: escalation gives nobody a right. */
function secondLines(customers: Rough['customers'], people: Rough['people']): Finding[] {
  const known = people.flatMap((person) => (person ? [person.id] : []));
  return customers.flatMap((customer, index) =>
    (customer?.escalation?.to ?? []).flatMap((id, position) => {
      const at = ['customers', index, 'escalation', 'to', position];
      if (!known.includes(id)) {
        const message = `There is no person ${id}`;
        return [{ at, message, remedy: meant(id, known, 'Add the person under people, or name another one.') }];
      }
      const held = people.find((person) => person?.id === id)?.roles[customer?.id ?? ''];
      if (Array.isArray(held) && held.some((role) => role === 'approver' || role === 'admin')) return [];
      const message = `${id} may not approve anything for ${customer?.id}`;
      return [{ at, message, remedy: 'Name an approver of this customer, or give them the role.' }];
    }),
  );
}

/** Whose account is not known may approve nothing, because it could be about their own; a rule may let an admin approve. */
function decidersWithoutAccount(people: Rough['people']): Finding[] {
  return people.flatMap((person, index) => {
    if (!person || person.account) return [];
    const role = (['approver', 'admin'] as const).find((decider) => holdsAnywhere(person, decider));
    if (!role) return [];
    const message = `${person.id} is an ${role} without an account`;
    const remedy =
      'Add the account they sign in with, also one of your own organisation: without it they may approve nothing.';
    return [{ at: ['people', index, 'roles'], onKey: true, message, remedy }];
  });
}

/** Who looks over others' shoulders does none of it. */
function busyAuditors(people: Rough['people']): Finding[] {
  return people.flatMap((person, index) =>
    Object.entries(person?.roles ?? {})
      .filter(([, held]) => rolesIn(held).includes('auditor') && rolesIn(held).length > 1)
      .map(([customer]) => ({
        at: ['people', index, 'roles', customer],
        onKey: true,
        message: `${person?.id} is an auditor of ${customer} and more`,
        remedy: 'An auditor reads and does nothing else: give the other roles to other people.',
      })),
  );
}

function holdsAnywhere({ roles }: NonNullable<Rough['people'][number]>, role: Role): boolean {
  return Object.values(roles).some((held) => rolesIn(held).includes(role));
}

/** Roles that allow more than asking. */
function rolesIn(held: unknown): unknown[] {
  return Array.isArray(held) ? held.filter((role) => role !== 'requester') : [];
}

function meant(word: string, known: readonly string[], otherwise: string): string {
  const near = nearest(word, known);
  return near ? `Did you mean ${near}?` : otherwise;
}
