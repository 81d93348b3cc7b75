import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { jsonIn } from '../../../src/lib/json-in.ts';
import { type App, createEntra } from './entra.ts';
import type { FakeVendor, VendorAnswer, VendorRequest } from './vendor.ts';

const HOST = 'desk-lab.vault.azure.net';
const AUDIENCE = 'https://vault.azure.net';
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const;
/** What fits into RSA of 2048 bits beside the padding. */
const MOST_BYTES = 190;

const Asked = z.object({ alg: z.string(), value: z.base64url() });
type Verb = 'get' | 'wrapKey' | 'unwrapKey';

interface Version {
  readonly id: string;
  readonly pair: ReturnType<typeof newPair>;
  enabled: boolean;
}

function newPair() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** A Key Vault with one key named desk, and the sign-in that gives tokens for it. */
export function openKeyVault() {
  const entra = createEntra({ audienceOf: () => AUDIENCE });
  const tenant = randomUUID();
  const app: App = {
    clientId: randomUUID(),
    secrets: new Map([['app-secret', 'valid']]),
    certificates: [],
    roles: new Set(),
    state: 'consented',
  };
  entra.register(tenant, 'global', app);
  const versions: Version[] = [];
  const allowed = new Set<Verb>(['get', 'wrapKey', 'unwrapKey']);
  const machineTokens = new Set<string>();

  const fake = {
    hosts: [HOST, ...entra.hosts],
    specs: [],
    isUndescribed: () => true,
    enrol: () => ({ connection: {}, credentials: {} }),
    key: { host: HOST, name: 'desk' },
    app: { tenantId: tenant, clientId: app.clientId, secret: 'app-secret' },
    registration: app,
    entra,
    versions,
    allowed,
    /** A token for whoever is the machine itself. */
    tokenOfMachine() {
      const token = randomUUID();
      machineTokens.add(token);
      return token;
    },
    /** The newest version wraps where none is named. */
    renew() {
      versions.push({ id: randomUUID().replaceAll('-', ''), pair: newPair(), enabled: true });
    },
    switchOff: () => turn(false),
    switchOn: () => turn(true),
    answer: async (request: VendorRequest) => (request.host === HOST ? vaultAnswer(request) : entra.answer(request)),
  } satisfies FakeVendor & Record<string, unknown>;
  fake.renew();
  return fake;

  function turn(enabled: boolean) {
    for (const version of versions) version.enabled = enabled;
  }

  async function vaultAnswer(request: VendorRequest): Promise<VendorAnswer> {
    if (!(await isSignedIn(request))) return refusal(401, 'Unauthorized');
    if (request.query.get('api-version') !== '7.4') return refusal(400, 'BadParameter');
    const [, name, id, operation] = /^\/keys\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(request.path) ?? [];
    const version = id ? versions.find((one) => one.id === id) : versions.at(-1);
    if (name !== 'desk' || !version) return refusal(404, 'KeyNotFound');
    if (request.method === 'GET' && !operation) return read(version);
    if (request.method !== 'POST' || !id) return refusal(405, 'MethodNotAllowed');
    return use(version, operation, request.body);
  }

  function read({ id, pair, enabled }: Version): VendorAnswer {
    if (!allowed.has('get')) return refusal(403, 'Forbidden', 'ForbiddenByRbac');
    const jwk = pair.publicKey.export({ format: 'jwk' });
    return { status: 200, body: { key: { kid: kidOf(id), ...jwk }, attributes: { enabled } } };
  }

  function use({ id, pair, enabled }: Version, operation: string | undefined, body: string): VendorAnswer {
    const verb = ({ wrapkey: 'wrapKey', unwrapkey: 'unwrapKey' } as const)[operation ?? ''] as Verb | undefined;
    if (!verb) return refusal(404, 'NotFound');
    if (!allowed.has(verb)) return refusal(403, 'Forbidden', 'ForbiddenByRbac');
    if (!enabled) return refusal(403, 'Forbidden', 'KeyDisabled');
    const { data } = Asked.safeParse(jsonIn(body));
    if (data?.alg !== 'RSA-OAEP-256') return refusal(400, 'BadParameter');
    const bytes = Buffer.from(data.value, 'base64url');
    if (verb === 'wrapKey' && bytes.length > MOST_BYTES) return refusal(400, 'BadParameter');
    try {
      const made =
        verb === 'wrapKey'
          ? publicEncrypt({ key: pair.publicKey, ...OAEP }, bytes)
          : privateDecrypt({ key: pair.privateKey, ...OAEP }, bytes);
      return { status: 200, body: { kid: kidOf(id), value: made.toString('base64url') } };
    } catch {
      return refusal(400, 'BadParameter');
    }
  }

  async function isSignedIn({ headers }: VendorRequest): Promise<boolean> {
    const token = (headers.authorization ?? '').replace(/^Bearer /, '');
    if (machineTokens.has(token)) return true;
    return (await entra.claimsOf(token))?.audience === AUDIENCE;
  }
}

function kidOf(version: string): string {
  return `https://${HOST}/keys/desk/${version}`;
}

/** Key Vault's own words repeat what was sent. */
function refusal(status: number, code: string, inner?: string): VendorAnswer {
  return {
    status,
    body: { error: { code, message: `${code}: hunter2-in-words`, ...(inner && { innererror: { code: inner } }) } },
  };
}
