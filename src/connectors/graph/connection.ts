import { z } from 'zod';
import { CredentialRef } from '../credential-ref.ts';
import { clouds } from './clouds.ts';

const Application = z.strictObject({
  tenant: z.guid().describe('Directory (tenant) id of the customer in Entra.'),
  cloud: z
    .enum(['global', 'us-government', 'us-dod', 'china'] satisfies (keyof typeof clouds)[])
    .default('global')
    .describe('Which of the clouds of Microsoft the tenant is in.'),
  clientId: z.guid().describe('Application (client) id of the app registration.'),
});

/** How a customer's tenant is reached: as an application that proves itself by a secret or by a certificate, never by both. */
export const Connection = z.union([
  Application.extend({ secret: CredentialRef.describe('Where the client secret of the app registration is.') }),
  Application.extend({
    certificate: CredentialRef.describe('Where the certificate and its private key are, both as PEM in one text.'),
  }),
]);
export type Connection = z.infer<typeof Connection>;

/** Every host that this connection speaks to. */
export function hostsOf({ cloud }: Connection): readonly string[] {
  const { graph, login } = clouds[cloud];
  return [graph, login];
}
