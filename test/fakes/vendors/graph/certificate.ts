import 'reflect-metadata'; // which @peculiar/x509 counts on and does not bring

import { generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A self-signed certificate with its key in one text, and the public part that an app registration is given. */
export async function newCertificate(): Promise<{ readonly publicKey: KeyObject; readonly pem: string }> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signing = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const { subtle } = webcrypto;
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' });
  const open = publicKey.export({ type: 'spki', format: 'der' });
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=desk',
    keys: {
      privateKey: await subtle.importKey('pkcs8', secret, signing, false, ['sign']),
      publicKey: await subtle.importKey('spki', open, signing, true, ['verify']),
    },
    signingAlgorithm: signing,
  });
  return {
    publicKey,
    pem: `${certificate.toString('pem')}\n${privateKey.export({ type: 'pkcs8', format: 'pem' })}`,
  };
}
