import type { Actor, Shown } from '../chat.ts';

const head = /^╭─ (\d+) · desk (in|to) \S+?(?: \(only (\w+) sees this\))?(?: · (updated|still open))? ─*$/;
/** What the terminal says when it starts: another life of the bot counts its messages from one again. */
export const beginning = 'Welcome.';
const body = /^│ ?(.*)$/;
const foot = /^╰─ ?(.*)$/;
export const actors = ['ada', 'sam', 'kim', 'tess', 'otto', 'eve'] as const satisfies readonly Actor[];
const button = /\[(\d+)\] (.+?)(?= {3}\[|$)/g;

/**
 * What somebody understands who reads the console from top to bottom: a message that was updated is read where it stands
 * last, and buttons of an earlier life are dead.
 */
export function readPrinted(printed: string): {
  readonly messages: readonly Shown[];
  numberOf(button: string, messageId: string): string;
} {
  const messages = new Map<string, Shown>();
  const numbers = new Map<string, string>();
  let open: { readonly shown: Omit<Shown, 'text' | 'buttons'>; readonly lines: string[] } | undefined;

  let lives = 0;

  for (const line of printed.split('\n')) {
    const begin = head.exec(line);
    const end = foot.exec(line);
    if (line === beginning) {
      lives += 1;
      for (const [id, shown] of messages) messages.set(id, { ...shown, buttons: [] });
      numbers.clear();
    }
    if (begin) open = { shown: headOf(begin, lives), lines: [] };
    else if (open && end) {
      const { shown, lines } = open;
      const drawn = [...(end[1] ?? '').matchAll(button)].map(([, number = '', title = '']) => ({ number, title }));
      for (const { number, title } of drawn) numbers.set(`${shown.id} ${title}`, number);
      messages.delete(shown.id);
      messages.set(shown.id, { ...shown, text: lines.join('\n'), buttons: drawn.map(({ title }) => title) });
      open = undefined;
    } else if (open) open.lines.push(body.exec(line)?.[1] ?? line);
  }

  return {
    messages: [...messages.values()],
    numberOf(title, messageId) {
      const number = numbers.get(`${messageId} ${title}`);
      if (!number) throw new Error(`Message ${messageId} never had a button "${title}"`);
      return number;
    },
  };
}

function headOf([, id = '', where, only, remark]: RegExpExecArray, life: number): Omit<Shown, 'text' | 'buttons'> {
  return {
    id: `${life}.${id}`,
    where: where === 'to' ? 'direct' : only ? 'only-you' : 'channel',
    to: actors.find((actor) => actor === only),
    edited: remark === 'updated',
  };
}
