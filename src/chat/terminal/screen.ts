import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { plain } from '../../cards/plain.ts';
import { ChatError } from '../platform.ts';
import { paint, type Span, span } from './spans.ts';

type Line = readonly Span[];

/** What was printed at once. */
export interface Printed {
  readonly rows: number;
  readonly columns: number;
}

/** The console: lines come in, lines go out, and what is half typed stays whole. */
export interface Screen {
  /** Somebody sits there and types. */
  readonly isInteractive: boolean;
  /** How many cells a line has. */
  readonly width: number;
  /** Below everything else, or `over` what stands there last. */
  print(lines: readonly Line[], over?: Printed): Printed;
  /** It is still the last thing on a console that can be written over. */
  isLast(printed: Printed): boolean;
  /** Shows who is typing. */
  ask(prompt: string): void;
  /** Shows what was typed where no terminal has shown it already, so that a transcript can be read. */
  echo(prompt: string, typed: string): void;
  /** Begins to read. `ended` is called once, when there is no more to read. */
  open(read: { line(typed: string): void; ended(): void }): void;
  /** Reads no more; what is still to be said is printed. */
  stopReading(): void;
  close(): void;
}

interface Parts {
  readonly input: Readable;
  readonly output: Writable;
  readonly color: boolean;
}

export function createScreen({ input, output, color }: Parts): Screen {
  const isInteractive = isTty(input) && isTty(output);
  const isConsole = isTty(output);
  let reader: Interface | undefined;
  let isOpen = true;
  let last: Printed | undefined;
  output.on('error', () => {
    isOpen = false;
  });

  /** Goes back to where the prompt began. The reader may go up again by as many rows, so that many are given back. */
  const liftPrompt = (): string => {
    if (!isInteractive || !reader) return '';
    const { rows } = reader.getCursorPos();
    goUp(rows);
    return '\n'.repeat(rows);
  };
  const goUp = (rows: number) => {
    moveCursor(output, 0, -rows);
    cursorTo(output, 0);
    clearScreenDown(output);
  };
  const columns = () => size('columns', output) ?? 80;

  const print = (lines: readonly Line[], over?: Printed): Printed => {
    if (!isOpen) throw new ChatError('The terminal is closed.', { passing: true });
    const given = liftPrompt();
    if (over) goUp(over.rows);
    output.write(lines.map((line) => `${paint(line, color)}\n`).join('') + given);
    if (isInteractive) reader?.prompt(true);
    last = { rows: lines.length, columns: columns() };
    return last;
  };

  return {
    isInteractive,
    print,
    isLast(printed) {
      const isInSight = printed.rows + 2 < (size('rows', output) ?? 24);
      return isConsole && printed === last && printed.columns === columns() && isInSight;
    },
    get width() {
      return Math.max(40, columns());
    },
    ask(prompt) {
      if (!isInteractive) return;
      reader?.setPrompt(prompt);
      reader?.prompt(true);
    },
    echo(prompt, typed) {
      if (!isInteractive && typed.trim() !== '') print([[span(`${prompt}${plain(typed, 200)}`)]]);
    },
    open({ line, ended }) {
      reader = createInterface(
        isInteractive ? { input, output, terminal: true, historySize: 200 } : { input, terminal: false },
      );
      reader.on('line', (typed) => {
        last = undefined; // what was typed stands below it
        line(typed);
      });
      reader.once('close', () => {
        reader = undefined;
        if (isInteractive && isOpen) output.write('\n');
        ended();
      });
    },
    stopReading() {
      reader?.close();
    },
    close() {
      reader?.close();
      isOpen = false;
    },
  };
}

function size(side: 'columns' | 'rows', output: Writable): number | undefined {
  const cells: unknown = side in output ? Reflect.get(output, side) : undefined;
  return typeof cells === 'number' && cells > 0 ? cells : undefined;
}

function isTty(stream: Readable | Writable): boolean {
  return 'isTTY' in stream && stream.isTTY === true;
}
