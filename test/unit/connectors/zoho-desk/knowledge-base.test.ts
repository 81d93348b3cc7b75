import { expect, test } from 'vitest';
import { openContoso } from './stage.ts';

test('nothing found is an empty list', async () => {
  const { contoso } = openContoso();

  expect(await contoso.run('searchKnowledgeBase', { words: 'office network' })).toEqual({ articles: [] });
});

test('only what is published for everybody is found, in plain text and where everybody can read it', async () => {
  const { contoso, desk } = openContoso();
  const articleId = desk.addArticle();
  desk.addArticle({ permission: 'AGENTS' });
  desk.addArticle({ permission: 'REGISTEREDUSERS' });
  desk.addArticle({ status: 'Draft' });
  desk.addArticle({ departmentId: desk.addDepartment() });

  const found = await contoso.run('searchKnowledgeBase', { words: 'print' });

  const page = `https://help.contoso.example/articles/${articleId}`;
  expect(found).toEqual({ articles: [{ articleId, title: 'How to print', summary: 'Switch it on.', page }] });
});

test('articles for technicians take no place away from those for everybody', async () => {
  const { contoso, desk } = openContoso();
  for (let count = 0; count < 10; count++) desk.addArticle({ permission: 'AGENTS' });
  for (let count = 0; count < 10; count++) desk.addArticle();

  expect(Object(await contoso.run('searchKnowledgeBase', { words: 'print', limit: 3 })).articles).toHaveLength(3);
});

test('an address that is no web page is not handed on', async () => {
  const { contoso, desk } = openContoso();
  desk.addArticle({ portalUrl: 'javascript:alert(1)', webUrl: 'http://desk.zoho.eu/articles/1' });

  expect(await contoso.run('searchKnowledgeBase', { words: 'print' })).toEqual({ articles: [] });
});
