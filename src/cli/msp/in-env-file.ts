/** A line of a `.env` file that Node reads back as the same value; `undefined` when there is no way to write it. */
export function inEnvFile(name: string, value: string): string | undefined {
  if (/^[\w./:@,+-]*$/.test(value)) return `${name}=${value}`;
  const quote = ["'", '`', '"'].find((mark) => !value.includes(mark));
  // Between double quotes, \n would become a line.
  if (quote === undefined || value.includes('\r') || (quote === '"' && value.includes('\\'))) return undefined;
  return `${name}=${quote}${value}${quote}`;
}
