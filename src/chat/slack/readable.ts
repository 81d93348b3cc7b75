import { legible } from '../../lib/legible.ts';

const reference = /<([^<>|]+)(?:\|([^<>]*))?>/g;

/** What a person reads where Slack writes `&lt;`, `<mailto:…|…>` and `<@U…>`: https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function readable(slackText: string): string {
  return legible(slackText.replace(reference, (_, target: string, label = '') => inWords(target, label)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** Without the mention it begins with, if that is the bot's. Unknown to ourselves, we take the first mention for ours. */
export function withoutLeadingMention(slackText: string, botUser: string | undefined): string {
  return slackText.replace(/^\s*<@([A-Z0-9]+)(?:\|[^<>]*)?>[\s:,]*/, (mention, user: string) =>
    botUser === undefined || user === botUser ? '' : mention,
  );
}

/** A link is its address, not its label: the label is what a stranger wants us to believe. */
function inWords(target: string, label: string): string {
  if (target.startsWith('@')) return target;
  if (target.startsWith('#')) return label ? `#${label}` : target;
  if (target.startsWith('!')) return label || `@${target.slice(1)}`;
  return target.replace(/^(mailto|tel):/, '');
}
