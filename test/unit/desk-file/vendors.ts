import { z } from 'zod';
import type { Connector } from '../../../src/connectors/connector.ts';
import { CredentialRef } from '../../../src/connectors/credential-ref.ts';

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

/** One vendor whose tickets come in, and one that lives in demo mode only. */
export const vendors: readonly Connector[] = [
  {
    name: 'helpDesk',
    title: 'Help Desk',
    operations: {},
    connection: HelpDesk,
    exclusive: ({ site }) => site,
    inbox: {
      isOpen: ({ inbox }: z.infer<typeof HelpDesk>) => inbox,
      ticket: { call: () => unused(), arrival: () => unused() },
      news: { every: '5m', call: () => unused(), read: () => unused() },
      comment: () => unused(),
      conclude: () => unused(),
    },
  },
  { name: 'toy', title: 'Toy', operations: {} },
];

function unused(): never {
  throw new Error('Nothing is sent from here');
}
