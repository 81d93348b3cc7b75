import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import type { Issuer } from '../../../src/chat/teams/strict-authentication.ts';

/** A token as the Bot Framework gives it to Teams, or one that is wrong in a way of your choice. */
export interface Wanted {
  readonly audience: string;
  readonly serviceUrl?: string;
  readonly issuer?: string;
  readonly expiresInSeconds?: number | 'never';
  readonly kid?: KeyName | 'unknown';
  readonly signedBy?: KeyName | 'stranger';
  readonly claims?: JWTPayload;
  readonly algorithm?: 'RS256' | 'RS512';
}

/** `webchat` is a key of the authority too, but it vouches for another channel only; `unendorsed` vouches for none. */
type KeyName = 'msteams' | 'webchat' | 'unendorsed';

/** The Bot Framework's identity service: publishes its keys over HTTP and signs with them. */
export interface FakeAuthority {
  readonly issuer: Issuer;
  token(wanted: Wanted): Promise<string>;
  /** Its pages can't be read until it comes back. */
  goDown(): void;
  comeBack(): void;
  stop(): Promise<void>;
}

const issuerName = 'https://api.botframework.com';

export async function startAuthority(): Promise<FakeAuthority> {
  const keys = await allKeys();
  let isDown = false;
  const server = createServer((request, response) => {
    const pages: Readonly<Record<string, unknown>> = {
      '/openid': { issuer: issuerName, jwks_uri: `${origin}/keys`, id_token_signing_alg_values_supported: ['RS256'] },
      '/keys': { keys: keys.published },
    };
    const page = isDown ? undefined : pages[request.url ?? ''];
    response.statusCode = page ? 200 : 404;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(page ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${portOf(server.address())}`;

  return {
    issuer: { name: issuerName, metadata: new URL(`${origin}/openid`) },
    async token({
      audience,
      serviceUrl,
      issuer = issuerName,
      expiresInSeconds = 3_600,
      claims = {},
      algorithm = 'RS256',
      ...wanted
    }) {
      const kid = wanted.kid ?? 'msteams';
      const now = Math.floor(Date.now() / 1_000);
      const signed = new SignJWT({ nbf: now - 7_200, ...(serviceUrl && { serviceurl: serviceUrl }), ...claims })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid })
        .setIssuer(issuer)
        .setAudience(audience);
      if (expiresInSeconds !== 'never') signed.setExpirationTime(now + expiresInSeconds);
      const key = keys.secret[wanted.signedBy ?? (kid === 'unknown' ? 'stranger' : kid)];
      return signed.sign(await importJWK(await exportJWK(key), algorithm));
    },
    goDown() {
      isDown = true;
    },
    comeBack() {
      isDown = false;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (!address || typeof address === 'string') throw new Error('The server does not listen on a port');
  return address.port;
}

interface Keys {
  readonly secret: Readonly<Record<KeyName | 'stranger', CryptoKey>>;
  readonly published: readonly object[];
}

let made: Promise<Keys> | undefined;

/** Made once for all tests of a file: a pair takes a tenth of a second. */
function allKeys(): Promise<Keys> {
  made ??= makeKeys();
  return made;
}

async function makeKeys(): Promise<Keys> {
  const [msteams, webchat, unendorsed, stranger] = await Promise.all([pair(), pair(), pair(), pair()]);
  const published = async (kid: KeyName, key: CryptoKey, more: object) => ({ ...(await exportJWK(key)), kid, ...more });
  return {
    secret: {
      msteams: msteams.privateKey,
      webchat: webchat.privateKey,
      unendorsed: unendorsed.privateKey,
      stranger: stranger.privateKey,
    },
    published: await Promise.all([
      published('msteams', msteams.publicKey, { endorsements: ['msteams', 'skype'] }),
      published('webchat', webchat.publicKey, { endorsements: ['webchat', 'directline'] }),
      published('unendorsed', unendorsed.publicKey, {}),
    ]),
  };
}

const pair = () => generateKeyPair('RS256', { extractable: true });
