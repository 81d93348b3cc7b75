import { z } from 'zod';

/** A length of time as people write it: `500ms`, `30s`, `15m`, `4h`, `7d`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const milliseconds = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY };
/** How a duration is written; the JSON Schema of workflow files says the same. */
const durationForm = /^(\d+)(ms|s|m|h|d)$/;

export function isDuration(text: string): text is Duration {
  return durationForm.test(text);
}

/** A duration in a file or a document. */
export const Length = z
  .custom<Duration>((value) => typeof value === 'string' && isDuration(value), 'use a duration such as 30s, 15m or 4h')
  .meta({ type: 'string', pattern: durationForm.source });

export function inMilliseconds(duration: Duration): number {
  const [, count, unit] = durationForm.exec(duration) ?? [];
  if (!count || !unit) throw new TypeError(`"${duration}" is not a duration such as 30s, 15m or 4h`);
  return Number(count) * milliseconds[unit as keyof typeof milliseconds];
}

/** A length of time as people say it, never more exact than they need: `12 s`, `90 min`, `7 h`, `3 days`. */
export function inPlainTime(ms: number): string {
  if (ms < 90 * SECOND) return `${Math.max(1, Math.round(ms / SECOND))} s`;
  if (ms < 2 * HOUR) return `${Math.round(ms / MINUTE)} min`;
  return ms < 2 * DAY ? `${Math.round(ms / HOUR)} h` : `${Math.round(ms / DAY)} days`;
}
