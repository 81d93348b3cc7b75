import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { createCredentials } from '../../secrets/credentials.ts';
import { CommandError } from './command-error.ts';

const SHORTEST = 12;

/** The passphrase in a file, or in what is piped in for `-`; on a command line others would see it. */
export async function readPassphrase(file: string, input: NodeJS.ReadableStream = process.stdin): Promise<string> {
  const { read } = createCredentials({ environment: () => undefined });
  const passphrase = file === '-' ? (await text(input)).trim() : await read(`file:${resolve(file)}`);
  if (passphrase.length >= SHORTEST) return passphrase;
  throw new CommandError(
    `A passphrase has at least ${SHORTEST} characters.`,
    'Take several words that nobody would guess together.',
  );
}
