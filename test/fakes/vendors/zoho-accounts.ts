import { randomBytes } from 'node:crypto';
import type { Enrolled, VendorAnswer, VendorRequest } from './vendor.ts';

/** Every data centre of Zoho, and the domain that its services have there. */
export const dataCentres = {
  com: 'zoho.com',
  eu: 'zoho.eu',
  in: 'zoho.in',
  'com.au': 'zoho.com.au',
  jp: 'zoho.jp',
  'com.cn': 'zoho.com.cn',
  sa: 'zoho.sa',
  uk: 'zoho.uk',
  ca: 'zohocloud.ca',
};
export type DataCentre = keyof typeof dataCentres;

/** The hosts of one service in all data centres. */
export function hostsOf(service: string): string[] {
  return Object.values(dataCentres).map((domain) => `${service}.${domain}`);
}

interface Registered {
  readonly customer: string;
  readonly domain: string;
  readonly clientId: string;
  readonly secret: string;
  refreshToken: string;
  scopes: readonly string[];
  /** When its last tokens were given out. */
  given: number[];
}

interface Issued {
  readonly client: Registered;
  readonly scopes: readonly string[];
  readonly until: number;
}

const HOUR_MS = 3_600_000;
const TEN_MINUTES_MS = 600_000;
const MOST_IN_TEN_MINUTES = 10;
const MOST_ALIVE = 15;

export type ZohoAccounts = ReturnType<typeof createZohoAccounts>;

/** Zoho's accounts server: refresh tokens for access tokens, ten in ten minutes, refusing with status 200. */
export function createZohoAccounts() {
  const clients: Registered[] = [];
  const alive = new Map<string, Issued>();
  let aheadMs = 0;
  let tellsScopes = true;
  const now = () => Date.now() + aheadMs;
  const clientOf = (customer: string) => {
    const found = clients.find((client) => client.customer === customer);
    if (!found) throw new Error(`${customer} is not enrolled`);
    return found;
  };

  return {
    hosts: hostsOf('accounts'),
    now,
    /** A client with a refresh token for all these scopes, as `desk.yaml` would say it. */
    register(customer: string, dataCentre: DataCentre, scopes: readonly string[]): Enrolled & { connection: object } {
      const name = `${customer}_${scopes[0]?.split('.')[0]}`.toUpperCase().replace(/\W/g, '_');
      const client = {
        customer,
        domain: dataCentres[dataCentre],
        clientId: `1000.${random(8)}`,
        secret: random(20),
        refreshToken: `1000.${random(24)}`,
        scopes,
        given: [],
      };
      clients.push(client);
      return {
        connection: {
          dataCentre,
          clientId: client.clientId,
          secret: `env:${name}_SECRET`,
          refreshToken: `env:${name}_TOKEN`,
        },
        credentials: { [`env:${name}_SECRET`]: client.secret, [`env:${name}_TOKEN`]: client.refreshToken },
      };
    },
    later(ms: number) {
      aheadMs += ms;
    },
    /** Zoho does not always say what a token may do. */
    keepScopesSecret() {
      tellsScopes = false;
    },
    grant(customer: string, scopes: readonly string[]) {
      clientOf(customer).scopes = scopes;
    },
    /** The refresh token is worth nothing any more; answers its successor. */
    revoke(customer: string): string {
      const client = clientOf(customer);
      client.refreshToken = `1000.${random(24)}`;
      return client.refreshToken;
    },
    expireTokens() {
      alive.clear();
    },
    tokensGiven: (customer: string) => clientOf(customer).given.length,
    /** Whose token it is and what it may do, at this host. */
    holder({
      host,
      headers,
    }: VendorRequest): { readonly customer: string; readonly scopes: readonly string[] } | undefined {
      const [, token = ''] = /^Zoho-oauthtoken (\S+)$/.exec(headers.authorization ?? '') ?? [];
      const issued = alive.get(token);
      const isHere = issued !== undefined && host.endsWith(`.${issued.client.domain}`) && issued.until > now();
      return isHere ? { customer: issued.client.customer, scopes: issued.scopes } : undefined;
    },
    answer({ method, path, host, body }: VendorRequest): VendorAnswer {
      if (method !== 'POST' || path !== '/oauth/v2/token') return { status: 404, body: '<html>Not found</html>' };
      const form = new URLSearchParams(body);
      const client = clients.find(
        ({ clientId, domain }) => clientId === form.get('client_id') && host.endsWith(`.${domain}`),
      );
      if (form.get('grant_type') !== 'refresh_token') return refused('unsupported_grant_type');
      if (!client) return refused('invalid_client');
      if (client.secret !== form.get('client_secret')) return refused('invalid_client_secret');
      if (client.refreshToken !== form.get('refresh_token')) return refused('invalid_code');
      if (client.given.filter((at) => at > now() - TEN_MINUTES_MS).length >= MOST_IN_TEN_MINUTES)
        return { status: 400, body: { error: 'Access Denied', status: 'failure' } };

      const token = `1000.${random(16)}`;
      client.given.push(now());
      alive.set(token, { client, scopes: client.scopes, until: now() + HOUR_MS });
      const own = [...alive].filter(([, issued]) => issued.client === client).map(([key]) => key);
      for (const oldest of own.slice(0, -MOST_ALIVE)) alive.delete(oldest);
      const scope = tellsScopes ? { scope: client.scopes.join(' ') } : {};
      return {
        status: 200,
        body: {
          access_token: token,
          expires_in: 3_600,
          api_domain: `https://www.zohoapis.eu`,
          token_type: 'Bearer',
          ...scope,
        },
      };
    },
  };
}

/** Whether these scopes have what is needed. */
export function mayDo(scopes: readonly string[], needed: readonly string[]): boolean {
  return needed.every((scope) => scopes.includes(scope) || scopes.includes(scope.replace(/\w+$/, 'ALL')));
}

function refused(error: string): VendorAnswer {
  return { status: 200, body: { error } };
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
