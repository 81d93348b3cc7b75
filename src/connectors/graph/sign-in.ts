import type { ClientSecretCredentialOptions } from '@azure/identity';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { createIdentityLine, type IdentityLine } from '../../egress/identity-line.ts';
import type { Token } from '../../lib/token-cache.ts';
import type { ConnectorError } from '../connector-error.ts';
import { noAnswer } from '../json-answer.ts';
import type { Tools } from '../tools.ts';
import { vendorError } from '../vendor-error.ts';
import { clouds } from './clouds.ts';
import type { Connection } from './connection.ts';
import { signInRefusal, unreadableSignIn } from './sign-in-refusal.ts';
import { VENDOR } from './vendor.ts';

/** A token, whose data it opens, and what it allows. */
export interface SignedIn extends Token {
  readonly tenant: string;
  readonly roles: readonly string[];
}

const Claims = z.object({ tid: z.guid(), roles: z.array(z.string()).default([]) });

/** Signs in anew, with the credential as it is now; nothing of an earlier time is kept. */
export async function signIn(connection: Connection, tools: Tools, signal: AbortSignal): Promise<SignedIn> {
  const line = createIdentityLine({
    send: tools.send,
    signal,
    refusal: signInRefusal,
    noAnswer: (failure, url) => noAnswer(VENDOR, failure, { method: 'GET', path: url, repeat: 'safe' }),
  });
  const { graph, login } = clouds[connection.cloud];
  const credential = await credentialOf(connection, tools, {
    authorityHost: `https://${login}`,
    disableInstanceDiscovery: true,
    httpClient: line.httpClient,
    retryOptions: { maxRetries: 0 }, // the egress is patient already
  });
  const token = await credential.getToken(`https://${graph}/.default`).catch(() => null);
  signal.throwIfAborted();
  if (!token) throw line.failure() ?? withoutAnswer(connection, line);
  const { tid, roles } = claimsIn(token.token);
  return { value: token.token, expiresAt: token.expiresOnTimestamp, tenant: tid, roles };
}

/** The SDK is loaded when it is first needed, so that the desk starts quickly. */
async function credentialOf(connection: Connection, { credential }: Tools, options: ClientSecretCredentialOptions) {
  const { ClientSecretCredential, ClientCertificateCredential } = await import('@azure/identity');
  const { tenant, clientId } = connection;
  return 'secret' in connection
    ? new ClientSecretCredential(tenant, clientId, await credential(connection.secret), options)
    : new ClientCertificateCredential(
        tenant,
        clientId,
        { certificate: await credential(connection.certificate) },
        options,
      );
}

function claimsIn(token: string): z.infer<typeof Claims> {
  try {
    return Claims.parse(decodeJwt(token));
  } catch {
    throw unreadableSignIn();
  }
}

/** What failed without a word from Entra failed here, before anything was sent. */
function withoutAnswer(connection: Connection, { isUsed }: IdentityLine): ConnectorError {
  if (isUsed()) return unreadableSignIn();
  const kind = 'secret' in connection ? 'secret' : 'certificate';
  return vendorError(VENDOR, 'Failed to obtain access token', {
    detail: `the ${kind} can't be used`,
    remedy: `Put ${kind === 'secret' ? 'the client secret' : 'the certificate and its RSA private key, both as PEM,'} where connectors.graph.${kind} in desk.yaml says.`,
    definite: true,
  });
}
