const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\n': '<br>' } as const;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Text for a field that is HTML: everything in it is shown and nothing is obeyed. What would not fit is cut off, and says so. */
export function asHtml(text: string, longest: number): string {
  const parts = [...text].map((letter) => entities[letter as keyof typeof entities] ?? letter);
  const whole = parts.join('');
  if (whole.length <= longest) return whole;
  const note = '<br>(The rest was too long.)';
  let length = note.length;
  const fitting = parts.findIndex((part) => {
    length += part.length;
    return length > longest;
  });
  return parts.slice(0, fitting).join('') + note;
}

/** What a reader sees of HTML, as plain text. */
export function asText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<(style|script|head|title)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/<\/?(br|p|div|li|tr|h[1-6]|blockquote|ul|ol|table|pre)\b[^<>]*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi, decoded)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function decoded(entity: string, hex?: string, decimal?: string, name?: string): string {
  if (name) return named[name.toLowerCase()] ?? entity;
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
