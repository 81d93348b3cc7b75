/** A text as it is, and as it stands in JSON, addresses, bytes and headers. */
export function inForms(text: string): string[] {
  const bytes = Buffer.from(text);
  const escaped = JSON.stringify(text).slice(1, -1);
  return [
    ...new Set([
      text,
      escaped,
      JSON.stringify(escaped).slice(1, -1),
      encodeURIComponent(text),
      new URLSearchParams({ a: text }).toString().slice(2),
      bytes.toString('hex'),
      ...[0, 1, 2].flatMap((before) => inBase64(text, before)),
    ]),
  ];
}

/** Base64 looks different by what stands before it; this is what stays the same whatever stands around it. */
function inBase64(text: string, before: number): string[] {
  const bytes = Buffer.from('x'.repeat(before) + text);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
  const core = before === 0 ? whole : whole.slice(4);
  return core.length < 8 ? [] : [core, core.replaceAll('+', '-').replaceAll('/', '_')];
}
