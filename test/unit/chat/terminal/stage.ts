import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { ChatMemory } from '../../../../src/chat/connection.ts';
import { createTerminal } from '../../../../src/chat/terminal/connect.ts';
import type { Person } from '../../../../src/domain/person.ts';
import { noLog } from '../../../../src/lib/log.ts';
import { sampleMessages } from '../../../contracts/card-samples.ts';
import { createMemory, createWritingEars } from '../../../fakes/ears.ts';

const samples = sampleMessages((usually) => usually);

interface Setting {
  readonly people?: readonly Person[];
  readonly memory?: ChatMemory;
  readonly isTty?: boolean;
  readonly rows?: number;
  readonly answersWith?: object;
}

/** A console with somebody at it, until the test is over. */
export async function startConsole({
  people = [person('ada', 'Ada Lovelace'), person('sam', 'Sam Carter')],
  ...setting
}: Setting = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: setting.isTty ?? false });
  const { isTty: isTTY = false, rows = 24 } = setting;
  const output = Object.assign(new PassThrough(), { columns: 400, rows, isTTY });
  const ears = createWritingEars();
  let text = '';
  output.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const { promise: ended, resolve: onEnd } = Promise.withResolvers<void>();
  const terminal = createTerminal({
    ears: {
      accept: (event) => ears.accept(event),
      answer: async (event) => ({ ...(await ears.answer(event)), ...setting.answersWith }),
    },
    people: async () => people,
    memory: setting.memory ?? createMemory(),
    input,
    output,
    color: false,
    log: noLog,
    welcome: ['Welcome.'],
    onEnd,
  });
  await terminal.start();
  onTestFinished(() => terminal.stop());

  return {
    terminal,
    ears,
    input,
    ended,
    printed: () => text,
    type: (...lines: string[]) => input.write(lines.map((line) => `${line}\n`).join('')),
    async shows(words: string) {
      const signal = AbortSignal.timeout(5_000);
      while (!text.includes(words)) {
        await once(output, 'data', { signal }).catch(() => {
          throw new Error(`Never shown: ${words}\n${text}`);
        });
      }
    },
  };
}

function person(user: string, name: string): Person {
  return { id: user, name, identities: [{ platform: 'terminal', workspace: 'terminal', user }], roles: {} };
}

/** One of the cards that every chat is shown. */
export function sampleOf(name: string) {
  const message = samples[name];
  if (!message) throw new Error(`There is no sample "${name}"`);
  return message;
}
