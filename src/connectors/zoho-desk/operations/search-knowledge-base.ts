import { z } from 'zod';
import { operation } from '../../operation.ts';

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
});
