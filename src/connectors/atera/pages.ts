import { z } from 'zod';
import type { Atera } from './client.ts';
import { refusal } from './refusals.ts';

/** Atera gives no more on one page. */
const PER_PAGE = 50;
/** 5,000 things; at the pace Atera is asked, more would take minutes. */
const MOST_PAGES = 100;

type Query = Readonly<Record<string, string | number | undefined>>;

interface List<T> {
  readonly path: string;
  readonly item: z.ZodType<T>;
  readonly query?: Query;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/** One page of a list, from 1. */
export async function pageOf<T>(
  { path, item, query }: List<T>,
  page: number,
  client: Atera,
  signal: AbortSignal,
): Promise<Page<T>> {
  const Answer = z.object({ items: z.array(item).nullish(), totalPages: z.int().min(0) });
  const { items, totalPages } = await client.read(path, Answer, signal, { ...query, page, itemsInPage: PER_PAGE });
  return { items: items ?? [], more: page < totalPages };
}

/**
 * Every item of a list, page by page, so that no more than one page is held. A list that changes meanwhile moves items
 * from one page to the next, so that each is given once by its id.
 */
export async function* everyItem<T>(
  list: List<T>,
  idOf: (item: T) => unknown,
  client: Atera,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const given = new Set<unknown>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { items, more } = await pageOf(list, page, client, signal);
    for (const item of items) {
      const id = idOf(item);
      if (!given.has(id)) yield item;
      given.add(id);
    }
    if (!more) return;
  }
  throw refusal(
    'Not accepted',
    `there are more than ${MOST_PAGES * PER_PAGE} entries to look through`,
    'Close or archive old entries in Atera, or tell whoever looks after the desk.',
  );
}
