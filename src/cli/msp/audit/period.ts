import { CommandError } from '../command-error.ts';

/** From when until when, as somebody typed it. */
export interface AskedPeriod {
  readonly from?: string;
  readonly to?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ONE_DAY_MS = 86_400_000;

/** ISO times; the end is left out, and a day that was named as the end is in. */
export function periodOf({ from, to }: AskedPeriod): { readonly from?: string; readonly to?: string } {
  const begins = from === undefined ? undefined : timeOf('--from', from);
  const ends = to === undefined ? undefined : timeOf('--to', to) + (DAY.test(to) ? ONE_DAY_MS : 0);
  if (begins !== undefined && ends !== undefined && begins >= ends)
    throw new CommandError('The period ends before it begins.', 'Let --from be earlier than --to.');
  return {
    ...(begins === undefined ? {} : { from: new Date(begins).toISOString() }),
    ...(ends === undefined ? {} : { to: new Date(ends).toISOString() }),
  };
}

function timeOf(option: string, text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new CommandError(
    `${option} can't be read.`,
    'Write a day such as 2026-11-01, or a time in UTC such as 2026-11-01T08:30:00Z.',
  );
}
