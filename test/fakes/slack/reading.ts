import { z } from 'zod';
import { Block } from './limits.ts';

/** A message as the Web API gives it back. */
export const RawMessage = z.looseObject({
  ts: z.string(),
  text: z.string(),
  user: z.string().optional(),
  thread_ts: z.string().optional(),
  reply_count: z.number().optional(),
  blocks: z.array(Block).optional(),
  edited: z.unknown().optional(),
});
export type RawMessage = z.infer<typeof RawMessage>;

/** What a person can read on a message; words in Slack's markup as Slack's markup makes them look. */
export function textOf({ text, blocks = [] }: RawMessage): string {
  return (blocks.length > 0 ? blocks.flatMap(linesOf) : [markup(text)]).join('\n');
}

export function buttonsOf({ blocks = [] }: RawMessage): string[] {
  return blocks.flatMap((block) => (block.type === 'actions' ? block.elements.map(({ text }) => text.text) : []));
}

function linesOf(block: Block): string[] {
  switch (block.type) {
    case 'header':
      return [block.text.text];
    case 'section':
      return [...(block.text ? [block.text] : []), ...(block.fields ?? [])].map(look);
    case 'context':
      return block.elements.map(look);
    case 'rich_text':
      return block.elements.map(({ elements }) => elements.map(richLook).join(''));
    case 'input':
      return [
        block.label.text,
        ...('options' in block.element ? block.element.options.map(({ text }) => text.text) : []),
      ];
    case 'divider':
    case 'actions':
      return [];
  }
}

function look({ type, text }: { type: 'plain_text' | 'mrkdwn'; text: string }): string {
  return type === 'plain_text' ? text : markup(text);
}

type Rich = Extract<Block, { type: 'rich_text' }>['elements'][number]['elements'][number];

function richLook(element: Rich): string {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return element.text ?? element.url;
    case 'user':
      return `@(${element.user_id})`;
    case 'broadcast':
      return `@(${element.range})`;
  }
}

/** Marks are gone and references are replaced, so that words which were meant to be read as they are no longer match. */
function markup(text: string): string {
  return text
    .replace(/<([@!][^<>|]+)(?:\|[^<>]*)?>/g, '@($1)')
    .replace(/<([^<>|]+)\|([^<>]*)>/g, '$2')
    .replace(/<([^<>|]+)>/g, '$1')
    .replace(/(^|\s)([*_~`])(\S(?:.*?\S)?)\2(?=\s|$)/g, '$1$3')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
