/** Below this, what happens to be written would be taken for a secret all the time. */
export const SHORTEST_SECRET = 8;

/**
 * A secret as it is, and as it travels in JSON, addresses, headers, bytes and pages. Written in small letters: whoever looks for
 * them reads without regard to those, so that `%2F` and `%2f` are one form, and so is a secret that was written in capitals.
 */
export function formsOf(secret: string): string[] {
  const forms = [secret, ...linesOf(secret)].flatMap(writingsOf).map(inSmallLetters);
  return [...new Set(forms)].filter(({ length }) => length >= SHORTEST_SECRET);
}

/** Of A-Z alone, so that nothing changes its length. */
export function inSmallLetters(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** A key of several lines is none the less secret one line at a time. */
function linesOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  return lines.length > 1
    ? lines.filter((line) => line.length >= 2 * SHORTEST_SECRET && !line.startsWith('-----'))
    : [];
}

function writingsOf(secret: string): string[] {
  const escaped = inJson(secret);
  return [
    secret,
    ...[escaped, inJson(escaped), secret.replace(/[^\w .-]/g, asUnicodeEscape)],
    ...[encodeURIComponent(secret), encodeStrictly(secret), new URLSearchParams({ a: secret }).toString().slice(2)],
    Buffer.from(secret).toString('hex'),
    ...htmlForms(secret),
    ...base64Forms(secret),
  ];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As .NET writes JSON, and others that leave nothing as it is. */
function asUnicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
}

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Some escape only what a chat reads as markup, others quotes too, and in either of two ways. */
function htmlForms(secret: string): string[] {
  const escaped = (which: RegExp) => secret.replace(which, (mark) => marks[mark] ?? mark);
  const whole = escaped(/[&<>"']/g);
  return [escaped(/[&<>]/g), escaped(/[&<>"]/g), whole, whole.replaceAll('&#39;', '&#x27;')];
}

/** Base64 looks different depending on what stands before it: what is the same whatever stands around it. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const core = bytes
      .subarray(0, bytes.length - (bytes.length % 3))
      .toString('base64')
      .slice(before === 0 ? 0 : 4);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
