import { z } from 'zod';
import type { Connector } from '../connectors/connector.ts';
import { CredentialRef } from '../connectors/credential-ref.ts';
import { Customer, Mode } from '../domain/customer.ts';
import { Identity, Person } from '../domain/person.ts';
import { Place } from '../domain/place.ts';
import { AddedPolicy } from '../policy/policy.ts';

const { chats } = Customer.shape;
const { roles } = Person.shape;

/** What a connector's entry says beside the connection itself, which its connector checks. */
const Entry = z.looseObject({ mode: Mode.default('demo').describe('How real it is. Absent means demo.') });

/** Whether a mode reaches out, so that its entry has to say where. */
export const needsConnection = { demo: false, sandbox: true, production: true } satisfies Record<Mode, boolean>;

/** What may stand in `desk.yaml`, where every key is known. A connector's own fields are checked by the connector. */
export function documentOf(connectors: readonly Connector[]) {
  const entries = Object.fromEntries(
    connectors.map(({ name, title }) => [name, Entry.meta({ description: title, connector: name }).optional()]),
  );
  return z.strictObject({
    policy: AddedPolicy.optional().describe("What every customer's requests have to satisfy beside what is built in."),
    customers: z.array(
      Customer.omit({ modes: true })
        .extend({
          chats: z
            .array(chats.unwrap().element.strict())
            .default([])
            .describe("Messages from here are this customer's; without a channel the whole workspace is."),
          desk: z
            .array(Place.pick({ platform: true, workspace: true, channel: true }).strict())
            .default([])
            .describe('Where technicians and approvers see cards; empty means a direct message to each of them.'),
          tickets: z
            .strictObject({
              secret: CredentialRef.describe('Signs the tickets that are sent: env:NAME or file:/absolute/path.'),
              previousSecret: CredentialRef.optional().describe('The one before, as long as both are in use.'),
            })
            .optional()
            .describe('Lets a help desk without a connector send tickets to POST /tickets.'),
          connectors: z
            .strictObject(entries)
            .default({})
            .describe('How each system of this customer is reached, and how real it is.'),
          policy: AddedPolicy.optional().describe("What this customer's requests have to satisfy beside all others."),
        })
        .strict(),
    ),
    people: z.array(
      Person.extend({
        identities: z.array(Identity.strict()).default([]).describe('Who this person is on each chat.'),
        roles: z
          .record(z.string(), z.array(roles.unwrap().valueType.unwrap().element))
          .default({})
          .describe(
            'By customer id: approver decides, technician takes tickets, admin answers for rules and people, auditor only reads. Asking needs no role.',
          ),
      }).strict(),
    ),
  });
}

/** What stands in `desk.yaml`, before the connectors have looked at their entries. */
export type Document = z.infer<ReturnType<typeof documentOf>>;
