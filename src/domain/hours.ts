import { z } from 'zod';

const Day = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write hours and minutes, e.g. 08:00');

/** When a customer's people usually work, by their own clock. */
export const Hours = z
  .strictObject({
    zone: z
      .string()
      .refine(isZone, 'use the name of a time zone, e.g. Europe/Berlin')
      .describe('The time zone, e.g. Europe/Berlin.'),
    days: z.array(Day).min(1).readonly().default(['mon', 'tue', 'wed', 'thu', 'fri']),
    from: Time.describe('When they begin, e.g. 08:00.'),
    to: Time.describe('When they stop, on the same day.'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'let the day end after it has begun' });
export type Hours = Readonly<z.infer<typeof Hours>>;

/** Whether it is outside of them; nobody knows where there are none. */
export function isOutOfHours(at: Date, hours: Hours | undefined): boolean | undefined {
  if (!hours) return undefined;
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: hours.zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')}`;
  const day = part('weekday').toLowerCase();
  return !hours.days.some((one) => one === day) || time < hours.from || time >= hours.to;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}
