/** A length of time as people write it: `500ms`, `30s`, `15m`, `4h`, `7d`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

const milliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** How a duration is written; the JSON Schema of workflow files says the same. */
export const durationForm = /^(\d+)(ms|s|m|h|d)$/;

export function isDuration(text: string): text is Duration {
  return durationForm.test(text);
}

export function inMilliseconds(duration: Duration): number {
  const [, count, unit] = durationForm.exec(duration) ?? [];
  if (!count || !unit) throw new TypeError(`"${duration}" is not a duration such as 30s, 15m or 4h`);
  return Number(count) * milliseconds[unit as keyof typeof milliseconds];
}
