import { legible } from '../../lib/legible.ts';
import { type Activity, mentionsIn } from './activity.ts';

/** What the person typed, without the mention of the bot and as it looked to them: Teams escapes it like HTML. */
export function typedText(activity: Activity): string {
  const mentions = mentionsIn(activity);
  const text = mentions.reduce((rest, { text: tag, mentioned }) => {
    if (!tag) return rest;
    return rest.replaceAll(tag, mentioned.id === activity.recipient.id ? '' : nameIn(tag));
  }, activity.text ?? '');
  return legible(unescaped(text)).trim();
}

/** `<at>Kim Diaz</at>` is how Teams writes a mention; people see only the name. */
function nameIn(tag: string): string {
  return tag.replace(/^<at[^>]*>(.*)<\/at>$/s, '$1');
}

const escapes: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
};

/** In one pass, so that what somebody typed in escaped form is not unescaped twice. */
function unescaped(text: string): string {
  return text
    .replace(/&(?:lt|gt|amp|quot|#39|apos|nbsp);/g, (escaped) => escapes[escaped] ?? escaped)
    .replaceAll('\u00a0', ' ');
}
