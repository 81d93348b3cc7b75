import { z } from 'zod';
import { textOfHtml } from '../../../lib/html-text.ts';
import { operation } from '../../operation.ts';
import { ZohoId } from '../../zoho-accounts.ts';
import { type DeskClient, pageOf } from '../client.ts';

/** More than are wanted, because those for technicians are among them. */
const HITS = 50;

const WebPage = z.url({ protocol: /^https$/ });

const VendorArticle = z.object({
  id: ZohoId,
  title: z.string(),
  summary: z.string().nullish(),
  webUrl: z.string().nullish(),
  portalUrl: z.string().nullish(),
  status: z.string(),
  permission: z.string().nullish(),
});
type VendorArticle = z.infer<typeof VendorArticle>;

export const searchKnowledgeBase = operation({
  title: 'Search the knowledge base',
  summary: 'Finds published articles that everybody may read.',
  risk: 'read',
  repeatable: true,
  input: z.strictObject({
    words: z.string().min(3).max(1_000).describe('What to look for.'),
    limit: z.int().min(1).max(20).default(3).describe('How many articles at most.'),
  }),
  output: z.strictObject({
    articles: z
      .array(
        z.strictObject({
          articleId: z.string().describe('Id of the article.'),
          title: z.string().describe('Its title.'),
          summary: z.string().describe('What it says, in short.'),
          page: z.url().describe('Where to read it; opens for everybody.'),
        }),
      )
      .describe('The articles, best first; empty when nothing was found.'),
  }),
  example: {
    input: { words: 'Connect to the office network from home', limit: 3 },
    output: {
      articles: [
        {
          articleId: '900000000000063001',
          title: 'Connect to the office network from home',
          summary: 'What to install, what to type, and what to try when it does not connect.',
          page: 'https://zoho-desk.example/articles/900000000000063001',
        },
      ],
    },
  },
  async run({ words, limit }, client: DeskClient, { signal }) {
    const query = { _all: words, departmentId: client.connection.department, sortBy: 'relevance', limit: HITS };
    const ask = { method: 'GET', path: '/articles/search', query, repeat: 'safe' } as const;
    const found = await client.request(ask, pageOf(VendorArticle), signal);
    return { articles: found.filter(isForEverybody).flatMap(told).slice(0, limit) };
  },
});

/** What isn't surely open to everybody is for technicians. */
function isForEverybody({ status, permission }: VendorArticle): boolean {
  return status === 'Published' && permission === 'ALL';
}

function told({ id, title, summary, portalUrl, webUrl }: VendorArticle) {
  const page = [portalUrl, webUrl].find((url) => WebPage.safeParse(url).success);
  return page ? [{ articleId: id, title, summary: textOfHtml(summary ?? ''), page }] : [];
}
