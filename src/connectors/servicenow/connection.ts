import { z } from 'zod';
import { CredentialRef } from '../credential-ref.ts';

const suffixes = { commercial: 'service-now.com', government: 'servicenowservices.com' } as const;

const RecordId = z.string().regex(/^[0-9a-f]{32}$/, 'use the sys_id, 32 digits and letters from a to f');

const Basic = z.strictObject({
  kind: z.literal('basic'),
  user: z
    .string()
    .regex(/^[^\s:]{1,100}$/, 'use the user id, without spaces or colons')
    .describe('User id of the account that is for the desk alone.'),
  password: CredentialRef.describe("Where the account's password is."),
});

const ClientCredentials = z.strictObject({
  kind: z.literal('oauth'),
  grant: z.literal('client-credentials').describe('The application registry names the user that the desk acts as.'),
  clientId: z.string().min(1).max(100).describe('Client id from the application registry.'),
  secret: CredentialRef.describe('Where the client secret is.'),
});

const RefreshToken = z.strictObject({
  ...ClientCredentials.shape,
  grant: z.literal('refresh-token').describe('A refresh token stands for the user that the desk acts as.'),
  refreshToken: CredentialRef.describe('Where the refresh token is.'),
});

const ApiKey = z.strictObject({
  kind: z.literal('apiKey'),
  key: CredentialRef.describe('Where the key from the REST API key table is.'),
});

/** What `desk.yaml` says of a customer's ServiceNow. No host can be written, only the name of an instance. */
export const Connection = z.strictObject({
  instance: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'use the name alone, such as contoso for contoso.service-now.com')
    .describe('Name of the instance: what stands before service-now.com.'),
  cloud: z
    .enum(['commercial', 'government'])
    .default('commercial')
    .describe('Government instances live at servicenowservices.com.'),
  authentication: z.discriminatedUnion('kind', [
    Basic,
    z.discriminatedUnion('grant', [ClientCredentials, RefreshToken]),
    ApiKey,
  ]),
  company: RecordId.optional().describe(
    "The customer's company where several share the instance; the records of others are out of reach then.",
  ),
  inbox: z
    .strictObject({
      secret: CredentialRef.describe('Where the secret is that the business rule sends along.'),
      previousSecret: CredentialRef.optional().describe('Where the one before it is, while both are taken.'),
    })
    .optional()
    .describe('Lets new incidents in as tickets; absent, none come in.'),
});
export type Connection = z.infer<typeof Connection>;

/** The one host of a connection. */
export function hostOf({ instance, cloud }: Connection): string {
  return `${instance}.${suffixes[cloud]}`;
}
