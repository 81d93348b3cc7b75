import { z } from 'zod';
import { createTokenCache, type Token } from '../lib/token-cache.ts';
import { CredentialRef } from './credential-ref.ts';
import type { Explained } from './json-answer.ts';
import { type Authorisation, createJsonClient } from './json-client.ts';
import type { Tools } from './tools.ts';

/** Where Zoho keeps a customer's data. Clients, tokens and services of one know nothing of another: https://www.zoho.com/accounts/protocol/oauth/multi-dc.html */
const domains = {
  com: 'zoho.com',
  eu: 'zoho.eu',
  in: 'zoho.in',
  'com.au': 'zoho.com.au',
  jp: 'zoho.jp',
  'com.cn': 'zoho.com.cn',
  sa: 'zoho.sa',
  uk: 'zoho.uk',
  ca: 'zohocloud.ca',
} as const;

type DataCentre = keyof typeof domains;

/** What `desk.yaml` says of every Zoho connection. */
export const zohoCredential = {
  dataCentre: z
    .enum(Object.keys(domains) as [DataCentre, ...DataCentre[]])
    .describe('Where Zoho keeps the data: the ending of its address; ca stands for zohocloud.ca.'),
  clientId: z.string().min(1).max(200).describe("Client id from Zoho's API console."),
  secret: CredentialRef.describe("Where the client's secret is."),
  refreshToken: CredentialRef.describe('Where the refresh token is; access tokens are fetched with it.'),
};

interface ZohoCredential {
  readonly dataCentre: DataCentre;
  readonly clientId: string;
  readonly secret: string;
  readonly refreshToken: string;
}

/** The host of one of Zoho's services in a data centre. */
export function zohoHost(service: 'accounts' | 'assist' | 'desk', { dataCentre }: { dataCentre: DataCentre }): string {
  return `${service}.${domains[dataCentre]}`;
}

/** A number that Zoho gave something: larger than JavaScript counts exactly, so that it stays text. */
export const ZohoId = z.string().regex(/^\d{1,20}$/, 'use the number from Zoho, digits only');

/** An access token, and what it may do where Zoho says so. */
export interface ZohoToken extends Token {
  readonly scopes: readonly string[] | undefined;
}

/** Shows Zoho's services who is asking. */
export interface ZohoAuthorisation extends Authorisation {
  token(signal: AbortSignal): Promise<ZohoToken>;
}

/** Whether a token that may do `scopes` may do what needs this one: `Desk.tickets.ALL` has all of `Desk.tickets`. */
export function grants(scopes: readonly string[], needed: string): boolean {
  return scopes.includes(needed) || scopes.includes(needed.replace(/[^.]+$/, 'ALL'));
}

/** Some accounts servers say milliseconds. */
const LONGEST_LIFE_S = 3_600;

const Answer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  scope: z.string().optional(),
});

/** Zoho gives ten access tokens in ten minutes for a refresh token, so that all callers share one. */
export function createZohoAuthorisation(vendor: string, credential: ZohoCredential, tools: Tools): ZohoAuthorisation {
  const accounts = createJsonClient({
    vendor,
    base: `https://${zohoHost('accounts', credential)}`,
    send: tools.send,
    authorisation: { headers: async () => ({}), refused() {} },
    explain: explainRefusal,
  });
  const fetchToken = async (signal: AbortSignal): Promise<ZohoToken> => {
    const form = {
      grant_type: 'refresh_token',
      client_id: credential.clientId,
      client_secret: await tools.credential(credential.secret),
      refresh_token: await tools.credential(credential.refreshToken),
    };
    const ask = { method: 'POST', path: '/oauth/v2/token', form, repeat: 'safe' } as const;
    const answer = await accounts.request(ask, Answer, signal);
    return {
      value: answer.access_token,
      expiresAt: tools.now().getTime() + Math.min(answer.expires_in, LONGEST_LIFE_S) * 1_000,
      scopes: answer.scope?.split(/[\s,]+/).filter(Boolean),
    };
  };
  const tokens = createTokenCache({ ...tools, fetchToken });

  return {
    token: (signal) => tokens.get(signal),
    headers: async (signal) => ({ authorization: `Zoho-oauthtoken ${(await tokens.get(signal)).value}` }),
    refused: () => tokens.refuse(),
  };
}

const Refusal = z.object({ error: z.string() });

const refusals: Readonly<Record<string, string>> = {
  invalid_client: 'Check clientId in desk.yaml, and that dataCentre is where the client was registered.',
  invalid_client_secret: 'Put the secret of this client where desk.yaml says it is.',
  invalid_code:
    'The refresh token was revoked, or is from another client or data centre. Make a new one in the API console of Zoho and put it where desk.yaml says it is.',
};

/** Zoho refuses with status 200 and an `error` too. */
function explainRefusal(status: number, body: unknown): Explained | undefined {
  const error = Refusal.safeParse(body).data?.error;
  if (error === 'Access Denied' || status === 429)
    return {
      failure: 'Rate limit exceeded',
      detail: 'access tokens',
      remedy:
        'Zoho gives ten access tokens in ten minutes. Wait ten minutes, and give every other program a refresh token of its own.',
    };
  if (error === undefined && status >= 500) return undefined;
  if (error === undefined && status < 400) return undefined;
  const known = error !== undefined && Object.hasOwn(refusals, error) ? error : undefined;
  return {
    failure: 'Failed to obtain access token',
    ...(known && { detail: known }),
    remedy:
      (known && refusals[known]) ??
      'Check dataCentre, clientId, secret and refreshToken in desk.yaml against the API console of Zoho.',
  };
}
