import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { identifierOf, type KeyVaultKey, keyVaultKey } from '../domain/key-vault-key.ts';
import { type Incoming, type Send, SendFailure } from '../egress/send.ts';
import { inMilliseconds } from '../lib/duration.ts';
import { jsonIn } from '../lib/json-in.ts';
import { createTokenCache } from '../lib/token-cache.ts';
import { keyVaultRefusal, unreachable, unreadable } from './key-vault-refusal.ts';
import { type KeyVaultApp, signInHosts, signInToKeyVault } from './key-vault-sign-in.ts';
import { bindingOf, KEY_BYTES, type KeyBelonging, type MasterKey } from './master-key.ts';
import { tampered } from './vault-error.ts';

const API = 'api-version=7.4';
const ALGORITHM = 'RSA-OAEP-256';
const ANSWER_WITHIN = inMilliseconds('60s');
/** How long a key's newest version is believed to be the newest. */
const NEWEST_FOR = inMilliseconds('10m');

interface Parts {
  readonly key: KeyVaultKey;
  readonly app: KeyVaultApp;
  readonly createSend: (hosts: readonly string[]) => Send;
  readonly now: () => Date;
  /** Is told the access tokens, so that nothing can say them. */
  readonly onSecret?: ((token: string) => void) | undefined;
}

const Key = z.object({ key: z.object({ kid: z.string() }) });
const Made = z.object({ kid: z.string(), value: z.base64url() });

/**
 * A key that never leaves Azure Key Vault: data keys travel there to be wrapped and unwrapped.
 * https://learn.microsoft.com/rest/api/keyvault/keys/wrap-key/wrap-key
 */
export function createKeyVaultKey({ key, app, createSend, now, onSecret = () => {} }: Parts): MasterKey {
  const send = createSend([key.host, ...signInHosts(key, app)]);
  const fetchToken = (signal: AbortSignal) => signInToKeyVault({ key, app, send }, signal);
  const tokens = createTokenCache({ fetchToken, now, onSecret });
  const id = identifierOf({ host: key.host, name: key.name });
  let newest: { readonly id: string; readonly until: number } | undefined;

  const isOurs = (identifier: string) => {
    const found = keyVaultKey(identifier);
    return found?.version !== undefined && found.host === key.host && found.name === key.name;
  };
  const ours = (identifier: string) => (isOurs(identifier) ? identifier : Promise.reject(unreadable()));

  return {
    id,
    wrapsAs,
    opens: isOurs,
    async wrap(dataKey, to) {
      const value = Buffer.concat([dataKey, markOf(to)]).toString('base64url');
      const made = await ask(`${await wrapsAs()}/wrapkey`, Made, { alg: ALGORITHM, value });
      return { wrapped: made.value, wrappedBy: await ours(made.kid) };
    },
    async unwrap({ wrapped, wrappedBy }, from) {
      const { value } = await ask(`${await ours(wrappedBy)}/unwrapkey`, Made, { alg: ALGORITHM, value: wrapped });
      const bytes = Buffer.from(value, 'base64url');
      const [dataKey, mark] = [bytes.subarray(0, KEY_BYTES), bytes.subarray(KEY_BYTES)];
      if (mark.length !== MARK_BYTES || !timingSafeEqual(mark, markOf(from))) throw tampered();
      return dataKey;
    },
  };

  /** Where no version is set, the newest one wraps. */
  async function wrapsAs(): Promise<string> {
    if (key.version) return identifierOf(key);
    if (newest && now().getTime() < newest.until) return newest.id;
    const { key: found } = await ask(id, Key);
    newest = { id: await ours(found.kid), until: now().getTime() + NEWEST_FOR };
    return newest.id;
  }

  async function ask<T>(url: string, Answer: z.ZodType<T>, body?: object): Promise<T> {
    const { status, text } = await sent(`${url}?${API}`, body);
    if (status !== 200) throw keyVaultRefusal(status, text, id);
    const { success, data } = Answer.safeParse(jsonIn(text));
    if (!success) throw unreadable();
    return data;
  }

  /** A token may have been withdrawn: a new one is tried once. */
  async function sent(url: string, body?: object): Promise<Incoming> {
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    const once = async () => {
      const { value } = await tokens.get(signal);
      return send({
        method: body ? 'POST' : 'GET',
        url,
        headers: { accept: 'application/json', 'content-type': 'application/json', authorization: `Bearer ${value}` },
        ...(body && { body: JSON.stringify(body) }),
        repeat: 'safe', // to wrap a key once more changes nothing
        signal,
      });
    };
    try {
      const incoming = await once();
      if (incoming.status !== 401) return incoming;
      tokens.refuse();
      return await once();
    } catch (cause) {
      throw cause instanceof SendFailure || cause === signal.reason ? unreachable(key.host, cause) : cause;
    }
  }
}

const MARK_BYTES = 32;

/** RSA binds a key to nothing, so what it is bound to travels with it. */
function markOf(to: KeyBelonging): Buffer {
  return createHash('sha256').update(bindingOf(to)).digest();
}
