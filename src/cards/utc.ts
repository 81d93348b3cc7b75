const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment as people in several time zones can agree on: `14:05 UTC, 3 Nov`. */
export function utc(iso: string): string {
  const moment = new Date(iso);
  return `${moment.toISOString().slice(11, 16)} UTC, ${moment.getUTCDate()} ${months[moment.getUTCMonth()]}`;
}
