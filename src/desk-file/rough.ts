import { z } from 'zod';
import { Customer } from '../domain/customer.ts';
import { Identity, Person } from '../domain/person.ts';

/** What is right is kept and what is wrong becomes nothing, in its place. */
const each = <T extends z.ZodType>(item: T) => z.array(item.nullable().catch(null)).catch([]);
const word = z.string().catch('');

/** A rule by what it names; whatever else it says stays as it is. */
const policy = z
  .object({
    rules: each(
      z.looseObject({
        name: word,
        when: z
          .object({
            operations: each(z.string()),
            beyond: z.object({ operations: each(z.string()) }).catch({ operations: [] }),
          })
          .catch({ operations: [], beyond: { operations: [] } }),
        surfaces: each(z.string()),
      }),
    ),
  })
  .catch({ rules: [] });

/** A file whose other parts may be wrong, so that what stands between its parts is told at once with what stands in them. */
export const Rough = z
  .object({
    policy,
    customers: each(
      z.object({
        id: word,
        chats: each(Customer.shape.chats.unwrap().element),
        tickets: z.record(z.string(), z.string()).catch({}),
        escalation: z
          .object({ to: z.array(z.string()) })
          .nullable()
          .catch(null)
          .optional(),
        handover: z.object({ contact: z.string().optional() }).nullable().catch(null).optional(),
        connectors: z.record(z.string(), z.unknown()).catch({}),
        policy,
      }),
    ),
    people: each(
      z.object({
        id: word,
        account: Person.shape.account.catch(undefined),
        identities: each(Identity),
        roles: z.record(z.string(), z.unknown()).catch({}),
      }),
    ),
  })
  .catch({ policy: { rules: [] }, customers: [], people: [] });
export type Rough = z.infer<typeof Rough>;
