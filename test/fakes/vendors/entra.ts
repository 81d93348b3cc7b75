import { type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { clouds } from './graph/clouds.ts';
import type { VendorAnswer, VendorRequest } from './vendor.ts';

/** An app registration, with the consent that one tenant has given. */
export interface App {
  readonly clientId: string;
  readonly secrets: Map<string, 'valid' | 'expired'>;
  readonly certificates: KeyObject[];
  /** Application permissions with consent. */
  roles: Set<string>;
  state: 'consented' | 'switched-off';
}

/** What a token says that its issuer still stands by. */
export interface Claims {
  readonly tenant: string;
  readonly audience: string;
  readonly roles: readonly string[];
}

interface Registered {
  readonly cloud: keyof typeof clouds;
  readonly apps: App[];
}

/** The sign-in of Entra: client credentials only, by secret or by certificate, to Graph where nothing else is said. */
export function createEntra({ audienceOf = (cloud: keyof typeof clouds) => `https://${clouds[cloud].graph}` } = {}) {
  const key = randomBytes(32);
  const tenants = new Map<string, Registered>();
  const withdrawn = new Set<string>();
  const issued: string[] = [];
  let lifetimeSeconds = 3599;

  const issue = async (tenant: string, app: App, audience: string) => {
    const id = randomUUID();
    issued.push(id);
    return new SignJWT({ tid: tenant, appid: app.clientId, roles: [...app.roles], idtyp: 'app', ver: '1.0' })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setJti(id)
      .setAudience(audience)
      .setIssuer(`https://sts.windows.net/${tenant}/`)
      .setIssuedAt()
      .setExpirationTime(`${lifetimeSeconds}s`)
      .sign(key);
  };

  return {
    hosts: [...new Set(Object.values(clouds).map(({ login }) => login))],
    register(tenant: string, cloud: keyof typeof clouds, app: App) {
      tenants.set(tenant, { cloud, apps: [...(tenants.get(tenant)?.apps ?? []), app] });
    },
    /** Every token there is opens nothing any more. */
    withdrawTokens: () => issued.forEach((id) => void withdrawn.add(id)),
    tokensIssued: () => issued.length,
    tokensLive(seconds: number) {
      lifetimeSeconds = seconds;
    },
    /** `undefined` for a token that opens nothing. */
    async claimsOf(token: string): Promise<Claims | undefined> {
      try {
        const { payload } = await jwtVerify<{ tid: string; roles: string[] }>(token, key);
        if (withdrawn.has(payload.jti ?? '')) return undefined;
        return { tenant: payload.tid, audience: String(payload.aud), roles: payload.roles };
      } catch {
        return undefined;
      }
    },
    async answer({ host, path, method, body }: VendorRequest): Promise<VendorAnswer> {
      const [, id = ''] = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path) ?? [];
      if (!id || method !== 'POST') return { status: 404 };
      const form = new URLSearchParams(body);
      const tenant = tenants.get(id);
      if (!tenant || clouds[tenant.cloud].login !== host)
        return refusal(400, 'invalid_request', 90002, `Tenant '${id}' not found.`);
      const app = tenant.apps.find(({ clientId }) => clientId === form.get('client_id'));
      if (!app) return refusal(400, 'unauthorized_client', 700016, 'Application was not found in the directory.');
      if (app.state === 'switched-off')
        return refusal(401, 'unauthorized_client', 7000112, 'The application is disabled.');
      const audience = audienceOf(tenant.cloud);
      if (form.get('scope') !== `${audience}/.default`)
        return refusal(400, 'invalid_resource', 500011, 'The resource principal was not found in the tenant.');
      const wrong = await proofFault(form, app, `https://${host}${path}`);
      if (wrong) return wrong;
      const access_token = await issue(id, app, audience);
      return {
        status: 200,
        body: { token_type: 'Bearer', expires_in: lifetimeSeconds, ext_expires_in: lifetimeSeconds, access_token },
      };
    },
  };
}

async function proofFault(form: URLSearchParams, app: App, audience: string): Promise<VendorAnswer | undefined> {
  const assertion = form.get('client_assertion');
  if (assertion) {
    const from = { issuer: app.clientId, subject: app.clientId, audience };
    const options = { ...from, algorithms: ['PS256', 'RS256'], clockTolerance: '5m' };
    const header = decodeProtectedHeader(assertion);
    const checks = app.certificates.map((key) => jwtVerify(assertion, key, options));
    const isProven = (await Promise.allSettled(checks)).some(({ status }) => status === 'fulfilled');
    const namesItsCertificate = 'x5t' in header || 'x5t#S256' in header;
    if (isProven && namesItsCertificate) return undefined;
    return refusal(401, 'invalid_client', 700027, 'Client assertion failed signature validation.');
  }
  const secret = app.secrets.get(form.get('client_secret') ?? '');
  if (secret === 'valid') return undefined;
  if (secret === 'expired')
    return refusal(401, 'invalid_client', 7000222, 'The provided client secret keys are expired.');
  return refusal(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
}

function refusal(status: number, error: string, code: number, words: string): VendorAnswer {
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${words} Trace ID: ${randomUUID()}`,
      error_codes: [code],
      timestamp: '2026-11-23 04:00:00Z',
      trace_id: randomUUID(),
      correlation_id: randomUUID(),
    },
  };
}
