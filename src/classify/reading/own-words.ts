import { textOfHtml } from '../../lib/html-text.ts';

/** A message taken apart: what the writer says, and what somebody else said or what stands under every mail. */
export interface TakenApart {
  readonly own: string;
  readonly quoted: string;
  /** True when other people's words are in it, by a mail program's marks. */
  readonly hasThirdParty: boolean;
}

const forwardedSubject = /^\s{0,5}(?:fwd?|wg|tr|rv|enc)\s{0,3}:/i;

const separators = [
  'original message',
  'forwarded message',
  'begin forwarded message',
  'ursprüngliche nachricht',
  'weitergeleitete nachricht',
  'mensaje original',
  'mensaje reenviado',
  'message original',
  'message transféré',
  'mensagem original',
  'mensagem encaminhada',
];

/** How a mail program introduces the message it answers, in a line of its own that ends with a colon. */
const introductions = ['wrote', 'schrieb', 'escribió', 'a écrit', 'escreveu'];

const headers = ['from:', 'von:', 'de:', 'de :'];
const nextHeaders = [
  'sent:',
  'date:',
  'to:',
  'gesendet:',
  'datum:',
  'an:',
  'enviado:',
  'envoyé',
  'para:',
  'à :',
  'enviada',
];

const closings = [
  'regards',
  'best regards',
  'kind regards',
  'many thanks,',
  'thanks,',
  'thank you,',
  'cheers,',
  'sincerely',
  'mit freundlichen grüßen',
  'viele grüße',
  'saludos',
  'cordialement',
  'atenciosamente',
];

const markup = /<(?:html|body|div|p|br|span|table|blockquote)\b[^<>]*>/i;

/** Mail reaches some help desks as HTML, whose tags nobody wrote. */
export function readable(text: string): string {
  return markup.test(text) ? textOfHtml(text) : text;
}

/** Splits at the first mark; a signature goes with the quoted part but is nobody else's message. */
export function takeApart(subject: string, body: string): TakenApart {
  const original = readable(body).split('\n');
  const lines = original.map((line) => line.slice(0, 400).trim().toLowerCase());
  const own: string[] = [];
  const quoted: string[] = [];
  let hasThirdParty = forwardedSubject.test(subject);
  let ended = false;
  for (const [index, line] of lines.entries()) {
    const isQuote = line.startsWith('>') || line.startsWith('&gt;');
    const isMark = isSeparator(line) || isIntroduction(line) || isHeader(line, lines.slice(index + 1, index + 4));
    if (isQuote || isMark) hasThirdParty = true;
    if (isMark || line === '--' || (isClosing(line) && own.length > 0)) ended = true;
    (ended || isQuote ? quoted : own).push(original[index] ?? '');
  }
  return { own: own.join('\n'), quoted: quoted.join('\n'), hasThirdParty };
}

function isSeparator(line: string): boolean {
  return line.length < 120 && separators.some((separator) => line.includes(separator));
}

function isIntroduction(line: string): boolean {
  return line.endsWith(':') && introductions.some((verb) => line.includes(verb));
}

/** One header alone can be ordinary writing; a second one soon after makes it a mail's head. */
function isHeader(line: string, following: readonly string[]): boolean {
  return (
    headers.some((header) => line.startsWith(header)) &&
    following.some((next) => nextHeaders.some((header) => next.startsWith(header)))
  );
}

function isClosing(line: string): boolean {
  return closings.includes(line) || closings.includes(line.replace(/[,.!]{1,3}$/, ''));
}
