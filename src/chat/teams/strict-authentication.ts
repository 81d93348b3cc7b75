import { jwtVerify } from 'jose';
import { z } from 'zod';
import type { Log } from '../../lib/log.ts';
import type { ServiceHosts } from './service-hosts.ts';
import { createSigningKeys, type KeySet } from './signing-keys.ts';

/** Who signs what Teams sends us. */
export interface Issuer {
  readonly name: string;
  /** Its OpenID metadata, which names the address of its keys. */
  readonly metadata: URL;
}

/** What a valid token proves about its request: the service it came from. `anyone` is a request nobody proved. */
type Caller = { readonly service: string } | 'anyone';

/** The door. `undefined` means refused; why is for our log only, never for the caller. */
export interface StrictAuthentication {
  /** Judges the header alone, before the body is read. */
  callerOf(authorization: string | undefined): Promise<Caller | undefined>;
  /** Whether this caller may say what the body says: the service, the channel and the tenant it names. */
  mayBring(body: unknown, caller: Caller): boolean;
}

interface Parts {
  readonly appId: string;
  readonly issuer: Issuer;
  readonly hosts: ServiceHosts;
  readonly tenants: readonly string[];
  readonly log: Log;
}

/** The seven checks and the endorsement: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export function createStrictAuthentication(parts: Parts): StrictAuthentication {
  const keys = createSigningKeys(parts.issuer.metadata);
  const mayBring = createOriginCheck(parts);

  return {
    async callerOf(authorization) {
      const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '') ?? [];
      if (!token) return undefined;
      const known = await keys().catch((cause: unknown) => {
        parts.log.error('teams.keys.unreachable', { cause });
        return undefined;
      });
      if (!known) return undefined;
      return verify(token, parts, known).catch((cause: unknown) => {
        parts.log.warn('teams.token.refused', { reason: reasonOf(cause) });
        return undefined;
      });
    },
    mayBring,
  };
}

/** For a test client on this machine that has no tokens. Everything but the token is checked all the same. */
export function createOpenDoor(parts: Omit<Parts, 'appId' | 'issuer'>): StrictAuthentication {
  return { callerOf: async () => 'anyone', mayBring: createOriginCheck(parts) };
}

const clockSkewSeconds = 5 * 60;

async function verify(token: string, { appId, issuer }: Parts, known: KeySet): Promise<Caller> {
  const { payload, protectedHeader } = await jwtVerify(token, known, {
    algorithms: ['RS256'],
    issuer: issuer.name,
    audience: appId,
    clockTolerance: clockSkewSeconds,
    requiredClaims: ['exp'],
  });
  const key = known.jwks()?.keys.find(({ kid }) => kid === protectedHeader.kid);
  EndorsedKey.parse(key);
  return { service: z.string().min(1).parse(payload.serviceurl) };
}

const EndorsedKey = z.object({
  kid: z.string(),
  endorsements: z.array(z.string()).refine((channels) => channels.includes('msteams')),
});

/** What named the failure; a message could hold parts of the token. */
function reasonOf(cause: unknown): string {
  const { code, name } = z.object({ code: z.string(), name: z.string() }).partial().catch({}).parse(cause);
  return code ?? name ?? 'unknown';
}

const Origin = z.object({
  channelId: z.literal('msteams'),
  serviceUrl: z.string(),
  channelData: z.object({ tenant: z.object({ id: z.string() }).nullish() }).nullish(),
  conversation: z.object({ tenantId: z.string().nullish() }),
});

function createOriginCheck({ hosts, tenants, log }: Pick<Parts, 'hosts' | 'tenants' | 'log'>) {
  const refusal = (body: unknown, caller: Caller) => {
    const { success, data } = Origin.safeParse(body);
    if (!success) return 'not from Teams';
    if (!hosts.allow(data.serviceUrl)) return 'service host not allowed';
    if (caller !== 'anyone' && caller.service !== data.serviceUrl) return 'service is not the one of the token';
    const named = [data.channelData?.tenant?.id, data.conversation.tenantId].filter((id) => typeof id === 'string');
    const [tenant, ...others] = new Set(named.map((id) => id.toLowerCase()));
    if (!tenant || others.length > 0) return 'not exactly one tenant';
    return tenants.includes(tenant) ? undefined : 'tenant not allowed';
  };

  return (body: unknown, caller: Caller): boolean => {
    const reason = refusal(body, caller);
    if (reason) log.warn('teams.request.refused', { reason });
    return !reason;
  };
}
