import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { unseen } from '../../cards/plain.ts';
import { legible } from '../../lib/legible.ts';

/** Where a command is run: what it prints, and whom it may ask. Nothing that is printed commands the terminal. */
export interface Terminal {
  print(text: string): void;
  complain(text: string): void;
  /** Nobody sits there to be asked when a program or a pipe does. */
  readonly canAsk: boolean;
  /** Whether somebody says yes. */
  ask(question: string, signal: AbortSignal): Promise<boolean>;
}

interface Parts {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
  readonly errors: Writable;
}

export function createTerminal({ input, output, errors }: Parts): Terminal {
  return {
    print: (text) => void output.write(`${legible(text)}\n`),
    complain: (text) => void errors.write(`${legible(text)}\n`),
    canAsk: Boolean(input.isTTY && output.isTTY),
    async ask(question, signal) {
      const lines = createInterface({ input, output });
      const left = new AbortController(); // by Ctrl-C or Ctrl-D, which answer nothing
      for (const event of ['SIGINT', 'close'] as const) lines.once(event, () => left.abort());
      try {
        const answer = await lines.question(`${question} [y/N] `, { signal: AbortSignal.any([signal, left.signal]) });
        return /^y(es)?$/i.test(answer.trim());
      } catch (error) {
        if (left.signal.aborted && !signal.aborted) return false;
        throw error;
      } finally {
        lines.close();
      }
    },
  };
}

/** JSON in which nothing that can't be seen changes what a terminal shows; it means the same. */
export function inJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(unseen, (character) =>
    character === '\n' ? character : [...character].map(escaped).join(''),
  );
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('');
}
