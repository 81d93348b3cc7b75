import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { z } from 'zod';

// Its modules for import() need a browser; the bundle doesn't.
const cards: typeof AdaptiveCards = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

/** An answer with which Teams refuses. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
}

const Posted = z.object({
  type: z.literal('message'),
  text: z.string().optional(),
  attachments: z
    .array(z.object({ contentType: z.literal('application/vnd.microsoft.card.adaptive'), content: z.looseObject({}) }))
    .max(1)
    .optional(),
});

const atMostBytes = 28 * 1024;

/** Why Teams doesn't take this message. It drops some faulty cards without a word; here they are refused, so that one sees it. */
export function refusalOf(body: unknown, bytes: number): Refusal | undefined {
  if (bytes > atMostBytes) return { status: 413, code: 'MessageSizeTooBig' };
  const { data } = Posted.safeParse(body);
  if (!data || (!data.text && !data.attachments)) return { status: 400, code: 'BadSyntax' };
  const faults = (data.attachments ?? []).flatMap(({ content }) => faultsOf(content));
  return faults.length > 0 ? { status: 400, code: `BadArgument: ${faults.join(' ')}` } : undefined;
}

/** What the open-source renderer of Adaptive Cards has to say about a card. */
export function faultsOf(content: object): string[] {
  const context = new cards.SerializationContext(cards.Versions.v1_5);
  const card = new cards.AdaptiveCard();
  card.parse(content, context);
  const parsed = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const validated = card.validateProperties().validationEvents.map(({ message }) => message);
  const wrongVersion = 'version' in content && content.version === '1.5' ? [] : ['The version is not 1.5.'];
  return [...wrongVersion, ...parsed, ...validated];
}
