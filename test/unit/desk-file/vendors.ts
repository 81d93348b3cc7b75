import { z } from 'zod';
import type { Connector } from '../../../src/connectors/connector.ts';
import { CredentialRef } from '../../../src/connectors/credential-ref.ts';
import { nobody, unreached } from '../../fakes/unreached.ts';

const HelpDesk = z.strictObject({
  site: z.string(),
  secret: CredentialRef,
  inbox: z.boolean().default(false),
  as: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('person'), name: z.string() }),
      z.strictObject({ kind: z.literal('robot') }),
    ])
    .optional(),
});

/** One vendor whose tickets come in, and one that has nothing to say of its connection. */
export const vendors: readonly Connector[] = [
  {
    ...unreached('helpDesk', 'Help Desk'),
    connection: HelpDesk,
    exclusive: ({ site }) => site,
    inbox: {
      isOpen: ({ inbox }: z.infer<typeof HelpDesk>) => inbox,
      ticket: { call: nobody, arrival: nobody },
      news: { every: '5m', call: nobody, read: nobody },
      comment: nobody,
      conclude: nobody,
    },
  },
  unreached('toy', 'Toy'),
];
