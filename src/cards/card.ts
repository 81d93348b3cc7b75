import { z } from 'zod';

// The closed subset of Adaptive Card JSON that every platform here can show. Our words stand in TextBlock,
// other people's words only in TextRun, which is plain text on every platform, so that nothing has to be escaped.

const Spacing = z.enum(['None', 'Small', 'Medium', 'Large']).optional();
const Color = z.enum(['Default', 'Accent', 'Good', 'Attention']).optional();

export const TextBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text: z.string(),
  size: z.enum(['Small', 'Default', 'Medium', 'Large']).optional(),
  weight: z.enum(['Default', 'Bolder']).optional(),
  color: Color,
  isSubtle: z.boolean().optional(),
  wrap: z.literal(true),
  spacing: Spacing,
  separator: z.boolean().optional(),
});
export type TextBlock = z.infer<typeof TextBlock>;

export const TextRun = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string(),
  weight: z.enum(['Default', 'Bolder']).optional(),
  color: Color,
  isSubtle: z.boolean().optional(),
  fontType: z.enum(['Default', 'Monospace']).optional(),
  /** Opens a page of a system that we call, never an address that somebody wrote. */
  selectAction: z.strictObject({ type: z.literal('Action.OpenUrl'), url: z.url({ protocol: /^https$/ }) }).optional(),
});
export type TextRun = z.infer<typeof TextRun>;

export const RichTextBlock = z.strictObject({
  type: z.literal('RichTextBlock'),
  inlines: z.array(TextRun).min(1),
  spacing: Spacing,
  separator: z.boolean().optional(),
});
export type RichTextBlock = z.infer<typeof RichTextBlock>;

/** A label beside its value. */
export const ColumnSet = z.strictObject({
  type: z.literal('ColumnSet'),
  columns: z
    .array(
      z.strictObject({
        type: z.literal('Column'),
        width: z.union([z.enum(['auto', 'stretch']), z.string().regex(/^\d+px$/)]),
        items: z.array(z.discriminatedUnion('type', [TextBlock, RichTextBlock])).min(1),
      }),
    )
    .min(1),
  spacing: Spacing,
  separator: z.boolean().optional(),
});
export type ColumnSet = z.infer<typeof ColumnSet>;

export const InputText = z.strictObject({
  type: z.literal('Input.Text'),
  id: z.string().min(1),
  label: z.string().min(1),
  placeholder: z.string().optional(),
  maxLength: z.number().int().positive(),
  isMultiline: z.boolean().optional(),
  spacing: Spacing,
});
export type InputText = z.infer<typeof InputText>;

export const InputChoice = z.strictObject({
  type: z.literal('Input.ChoiceSet'),
  id: z.string().min(1),
  label: z.string().min(1),
  style: z.enum(['compact', 'expanded']).optional(),
  choices: z.array(z.strictObject({ title: z.string(), value: z.string() })).min(1),
  spacing: Spacing,
});
export type InputChoice = z.infer<typeof InputChoice>;

const Leaf = z.discriminatedUnion('type', [TextBlock, RichTextBlock, ColumnSet, InputText, InputChoice]);

export const Container = z.strictObject({
  type: z.literal('Container'),
  items: z.array(Leaf).min(1),
  style: z.enum(['default', 'emphasis', 'accent', 'good', 'warning', 'attention']).optional(),
  /** Up to the card's edges. */
  bleed: z.literal(true).optional(),
  spacing: Spacing,
  separator: z.boolean().optional(),
});
export type Container = z.infer<typeof Container>;

export const CardElement = z.discriminatedUnion('type', [
  TextBlock,
  RichTextBlock,
  ColumnSet,
  InputText,
  InputChoice,
  Container,
]);
export type CardElement = z.infer<typeof CardElement>;

/** A button. `verb` says what was pressed, `data` on what; both come back in a `Pressed` event. */
export const Action = z.strictObject({
  type: z.literal('Action.Execute'),
  title: z.string().min(1).max(75),
  verb: z.string().min(1),
  data: z.record(z.string(), z.string()),
  style: z.enum(['default', 'positive', 'destructive']).optional(),
});
export type Action = z.infer<typeof Action>;

export const Card = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json').optional(),
  version: z.literal('1.5'),
  body: z.array(CardElement).min(1),
  actions: z.array(Action).max(6).optional(),
  msteams: z.strictObject({ width: z.literal('Full') }).optional(),
});
export type Card = z.infer<typeof Card>;

/** One message. `text` stands alone where a card can't be shown: notifications, screen readers, logs. Plain text. */
export interface Message {
  readonly text: string;
  readonly card?: Card;
  /** Secrets that it is there to bring; they get through in a direct message and nowhere else. */
  readonly brings?: readonly string[];
}
