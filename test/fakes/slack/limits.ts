import { z } from 'zod';

// What Slack refuses, written down apart from the product's own numbers so that the two can disagree.
// https://docs.slack.dev/reference/block-kit/blocks

const text = (most: number) => z.string().min(1).max(most);
const PlainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(most), emoji: z.boolean().optional() });
const Markdown = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(most), verbatim: z.boolean().optional() });
const AnyText = (most: number) => z.union([PlainText(most), Markdown(most)]);
const id = text(255);

const Confirm = z.strictObject({
  title: PlainText(100),
  text: PlainText(300),
  confirm: PlainText(30),
  deny: PlainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

export const Button = z.strictObject({
  type: z.literal('button'),
  action_id: id,
  text: PlainText(75),
  value: z.string().max(2_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: Confirm.optional(),
});
export type Button = z.infer<typeof Button>;

const Option = z.strictObject({ text: PlainText(75), value: text(150) });

const Style = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
});
const RichElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: Style.optional() }),
  z.strictObject({ type: z.literal('link'), url: text(3_000), text: z.string().optional(), style: Style.optional() }),
  z.strictObject({ type: z.literal('user'), user_id: z.string() }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']) }),
]);

const id_ = { block_id: id.optional() };

export const Block = z.discriminatedUnion('type', [
  z.strictObject({ ...id_, type: z.literal('header'), text: PlainText(150) }),
  z.strictObject({ ...id_, type: z.literal('divider') }),
  z.strictObject({
    ...id_,
    type: z.literal('section'),
    text: AnyText(3_000).optional(),
    fields: z.array(AnyText(2_000)).min(1).max(10).optional(),
  }),
  z.strictObject({ ...id_, type: z.literal('context'), elements: z.array(AnyText(3_000)).min(1).max(10) }),
  z.strictObject({
    ...id_,
    type: z.literal('rich_text'),
    elements: z
      .array(
        z.strictObject({
          type: z.enum(['rich_text_section', 'rich_text_quote']),
          elements: z.array(RichElement).min(1),
        }),
      )
      .min(1),
  }),
  z.strictObject({
    ...id_,
    type: z.literal('input'),
    label: PlainText(2_000),
    optional: z.boolean().optional(),
    element: z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('plain_text_input'),
        action_id: id,
        multiline: z.boolean().optional(),
        max_length: z.number().int().min(1).max(3_000).optional(),
        placeholder: PlainText(150).optional(),
      }),
      z.strictObject({
        type: z.literal('static_select'),
        action_id: id,
        options: z.array(Option).min(1).max(100),
      }),
      z.strictObject({
        type: z.literal('radio_buttons'),
        action_id: id,
        options: z.array(Option).min(1).max(10),
      }),
    ]),
  }),
  z.strictObject({ ...id_, type: z.literal('actions'), elements: z.array(Button).min(1).max(25) }),
]);
export type Block = z.infer<typeof Block>;

const MOST_BLOCKS = 50;
const MOST_CHARACTERS = 13_000;

/** The word Slack refuses a message with; nothing if it takes it. */
export function refusalOf(body: URLSearchParams): string | undefined {
  const blocks = readBlocks(body.get('blocks'));
  if (!blocks) return 'invalid_blocks';
  if (blocks.length === 0 && !body.get('text')) return 'no_text';
  if (blocks.length > MOST_BLOCKS || repeats(blocks.flatMap(({ block_id }) => block_id ?? []))) return 'invalid_blocks';
  if (blocks.some((block) => block.type === 'actions' && repeats(block.elements.map(({ action_id }) => action_id))))
    return 'invalid_blocks';
  return JSON.stringify(blocks).length > 4 * MOST_CHARACTERS || readable(blocks) > MOST_CHARACTERS
    ? 'msg_blocks_too_long'
    : undefined;
}

function readBlocks(given: string | null): Block[] | undefined {
  if (given === null) return [];
  try {
    return z.array(Block).safeParse(JSON.parse(given)).data;
  } catch {
    return undefined;
  }
}

function repeats(ids: readonly string[]): boolean {
  return new Set(ids).size < ids.length;
}

function readable(blocks: readonly Block[]): number {
  const found = JSON.stringify(blocks).matchAll(/"text":("(?:[^"\\]|\\.)*")/g);
  return [...found].reduce((sum, [, quoted = '""']) => sum + String(JSON.parse(quoted)).length, 0);
}
