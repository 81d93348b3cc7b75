import { createRemoteJWKSet } from 'jose';
import { z } from 'zod';

export type KeySet = ReturnType<typeof createRemoteJWKSet>;

/** The keys an authority signs with now. Throws when it can't be asked. */
export type SigningKeys = () => Promise<KeySet>;

const Metadata = z.object({ jwks_uri: z.url() });

/** Fetched when the first token comes, kept for a day as Microsoft asks; a key that is new to us is looked up at once. */
export function createSigningKeys(metadata: URL): SigningKeys {
  let known: Promise<KeySet> | undefined;
  return () => {
    known ??= fetchKeys(metadata).catch((cause: unknown) => {
      known = undefined;
      throw cause;
    });
    return known;
  };
}

async function fetchKeys(metadata: URL): Promise<KeySet> {
  const response = await fetch(metadata, { redirect: 'error', signal: AbortSignal.timeout(5_000) });
  const { jwks_uri } = Metadata.parse(await response.json());
  const keys = createRemoteJWKSet(new URL(jwks_uri), { cacheMaxAge: 24 * 60 * 60 * 1_000 });
  await keys.reload();
  return keys;
}
