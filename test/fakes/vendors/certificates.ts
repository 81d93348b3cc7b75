import 'reflect-metadata'; // which @peculiar/x509 counts on and does not bring

import { randomUUID, webcrypto } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';

/** A certificate authority that lives as long as the process, and vouches for whatever host is asked for. */
export interface Authority {
  /** What a client has to trust. */
  readonly ca: string;
  contextFor(host: string): Promise<SecureContext>;
}

const keys = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

let authority: Promise<Authority> | undefined;

/** The same one for every lab of a process. */
export function testAuthority(): Promise<Authority> {
  authority ??= createAuthority();
  return authority;
}

async function createAuthority(): Promise<Authority> {
  const issuer = await newKeys();
  const server = await newKeys();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(),
    serialNumber: serial(),
    name: 'CN=Test vendors',
    keys: issuer,
    signingAlgorithm: keys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const key = await pemOf(server.privateKey);
  const contexts = new Map<string, Promise<SecureContext>>();

  const issue = async (host: string) => {
    const certificate = await x509.X509CertificateGenerator.create({
      ...validity(),
      serialNumber: serial(),
      subject: `CN=${host}`,
      issuer: root.subject,
      publicKey: server.publicKey,
      signingKey: issuer.privateKey,
      signingAlgorithm: keys,
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
    });
    return createSecureContext({ key, cert: certificate.toString('pem') });
  };
  return {
    ca: root.toString('pem'),
    contextFor(host) {
      const known = contexts.get(host) ?? issue(host);
      contexts.set(host, known);
      return known;
    },
  };
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(keys, true, ['sign', 'verify']);
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function validity() {
  return { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + DAY_MS) };
}

function serial(): string {
  return randomUUID().replaceAll('-', '');
}
