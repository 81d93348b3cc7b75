const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\n': '<br>' } as const;

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
