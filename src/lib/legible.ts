/** Controls, direction overrides, zero-width characters and tags. Joiners stay: Persian and some emoji are spelt with them. */
const unseen = /[[\p{Cc}--[\n\t]]\p{Bidi_Control}\u00ad\u200b\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gv;

/** Text that can be stored, and on which nothing that can't be seen changes what is seen. Lines stay lines. */
export function legible(text: string): string {
  return text.toWellFormed().replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(unseen, '');
}
