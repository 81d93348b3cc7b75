import type { RenderedCard, RenderedMessage } from '../../../src/chat/teams/render.ts';

/** What stands on a message as Teams shows it, one line an element. */
export function readableText({ text, textFormat }: RenderedMessage, card: RenderedCard | undefined): string {
  const words = text === undefined ? [] : [textFormat === 'plain' ? text : asMarkdown(text)];
  return [...words, ...(card?.body ?? []).flatMap(linesOf)].join('\n');
}

type Element = RenderedCard['body'][number];

function linesOf(element: Element): string[] {
  switch (element.type) {
    case 'TextBlock':
      return [asMarkdown(element.text)];
    case 'RichTextBlock':
      return [element.inlines.map(({ text }) => text).join('')];
    case 'ColumnSet':
      return [element.columns.flatMap(({ items }) => items.flatMap(linesOf)).join(' ')];
    case 'Container':
      return element.items.flatMap(linesOf);
    case 'Input.Text':
      return [element.label];
    case 'Input.ChoiceSet':
      return [element.label, ...element.choices.map(({ title }) => title)];
  }
}

/** Words that are taken for markup change before one reads them. */
function asMarkdown(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^<>]+>/g, '')
    .replace(/(\*\*|__)(.+?)\1/g, '$2')
    .replace(/(?<!\w)([*_])(.+?)\1(?!\w)/g, '$2')
    .replace(/^(#+|[-*+]|\d+\.)\s+/gm, '')
    .replace(/&(lt|gt|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&' })[name] ?? '');
}
