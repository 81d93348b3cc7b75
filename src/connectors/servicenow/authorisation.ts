import { z } from 'zod';
import type { Send } from '../../egress/send.ts';
import { createTokenCache } from '../../lib/token-cache.ts';
import { type Authorisation, createJsonClient } from '../json-client.ts';
import type { Tools } from '../tools.ts';
import { type Connection, hostOf } from './connection.ts';
import { VENDOR } from './vendor.ts';

type Means = Connection['authentication'];
type OAuth = Extract<Means, { kind: 'oauth' }>;

/** How requests of this connection show who is asking; credentials are read anew each time they are needed. */
export function authorise(connection: Connection, tools: Tools): Authorisation {
  const { authentication } = connection;
  switch (authentication.kind) {
    case 'basic':
      return unchanging(async () => ({
        authorization: `Basic ${inBase64(`${authentication.user}:${await tools.credential(authentication.password)}`)}`,
      }));
    case 'apiKey':
      return unchanging(async () => ({ 'x-sn-apikey': await tools.credential(authentication.key) }));
    case 'oauth':
      return withTokens(connection, authentication, tools);
  }
}

function unchanging(headers: Authorisation['headers']): Authorisation {
  return { headers, refused: () => {} };
}

const Answer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

function withTokens(connection: Connection, means: OAuth, tools: Tools): Authorisation {
  const endpoint = createTokenEndpoint(connection, tools.send);
  const tokens = createTokenCache({
    ...tools,
    async fetchToken(signal) {
      const form = await formOf(means, tools);
      const answer = await endpoint.request(
        { method: 'POST', path: '/oauth_token.do', form, repeat: 'safe' },
        Answer,
        signal,
      );
      return { value: answer.access_token, expiresAt: tools.now().getTime() + answer.expires_in * 1_000 };
    },
  });
  return {
    headers: async (signal) => ({ authorization: `Bearer ${(await tokens.get(signal)).value}` }),
    refused: () => tokens.refuse(),
  };
}

function createTokenEndpoint(connection: Connection, send: Send) {
  return createJsonClient({
    vendor: VENDOR,
    base: `https://${hostOf(connection)}`,
    send,
    authorisation: unchanging(async () => ({})),
    explain: (status) =>
      status === 400 || status === 401 || status === 403
        ? {
            failure: 'Failed to obtain access token',
            remedy:
              'Look at the client id, the client secret and, where there is one, the refresh token of this connection in desk.yaml: they come from the application registry of the instance. A refresh token ends after 100 days unless the registry says otherwise. For client-credentials the registry entry needs an application user, and the property glide.oauth.inbound.client.credential.grant_type.enabled has to be true.',
          }
        : undefined,
  });
}

async function formOf(means: OAuth, { credential }: Tools): Promise<Record<string, string>> {
  const client = { client_id: means.clientId, client_secret: await credential(means.secret) };
  if (means.grant === 'client-credentials') return { grant_type: 'client_credentials', ...client };
  return { grant_type: 'refresh_token', ...client, refresh_token: await credential(means.refreshToken) };
}

function inBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
