import { parseArgs } from 'node:util';

export const HELP = `Plays tickets through the whole desk, with nothing real behind it.

  npm run demo                                 the ten sample tickets
  npm run demo -- --ticket "my disk is full"   one of your own
  npm run demo -- --file tickets.jsonl         {"id", "subject", "body"} a line
  --speed 2    twice as fast; 0 does not wait at all
  --json       one record a ticket on standard output, the summary last;
               "npm run --silent demo -- --json" keeps npm's own lines out of it

It ends with 0 if every ticket reached a named end, 1 if not, 2 if it could not play.
`;

/** What somebody asked the demo to do. */
export interface Options {
  readonly help: boolean;
  readonly json: boolean;
  /** What every pause is multiplied by. */
  readonly slow: number;
  readonly ticket?: string;
  readonly file?: string;
}

/** Reads the command line. What it does not understand is an error that says what it does. */
export function readOptions(args: readonly string[]): Options {
  const { help, json, speed, ...tickets } = flagsIn(args);
  if (tickets.ticket !== undefined && tickets.file !== undefined)
    throw new Error('--ticket and --file are two different plays. Choose one of them.');
  if (tickets.ticket?.trim() === '') throw new Error('--ticket needs words, e.g. --ticket "my disk is full".');
  return { help, json, slow: slowness(speed), ...tickets };
}

function flagsIn(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        ticket: { type: 'string' },
        file: { type: 'string' },
        json: { type: 'boolean', default: false },
        speed: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (cause) {
    const what = cause instanceof Error ? cause.message.split(/\.\s/)[0] : 'The options were not understood';
    throw new Error(`${what}. "npm run demo -- --help" lists what there is.`, { cause });
  }
}

function slowness(speed: string): number {
  const times = Number(speed);
  if (speed.trim() === '' || !Number.isFinite(times) || times < 0)
    throw new Error('--speed takes a number, e.g. 2 for twice as fast or 0 for no waiting.');
  return times === 0 ? 0 : 1 / times;
}
