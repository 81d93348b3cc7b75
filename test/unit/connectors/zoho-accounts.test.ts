import { expect, test } from 'vitest';
import { zohoDesk } from '../../../src/connectors/zoho-desk/connector.ts';
import { type DataCentre, dataCentres } from '../../fakes/vendors/zoho-accounts.ts';
import { createZohoDesk } from '../../fakes/vendors/zoho-desk.ts';
import { openStage } from './zoho-stage.ts';

const words = { words: 'print' };

test.each(Object.entries(dataCentres))('in the data centre %s everything is asked at %s', async (name, domain) => {
  const stage = openStage(createZohoDesk(), zohoDesk);
  const contoso = stage.connect(stage.fake.enrolAt('contoso', name as DataCentre));

  await contoso.run('searchKnowledgeBase', words);

  expect(stage.requests.map(({ host }) => host)).toEqual([`accounts.${domain}`, `desk.${domain}`]);
});

test('however many ask at once, one token is fetched, and again only when it has ended', async () => {
  const { fake, connect } = openStage(createZohoDesk(), zohoDesk);
  const contoso = connect(fake.enrol('contoso'));

  await Promise.all(Array.from({ length: 20 }, () => contoso.run('searchKnowledgeBase', words)));
  await contoso.owner();
  expect(fake.accounts.tokensGiven('contoso')).toBe(1);

  fake.accounts.later(3_600_000);
  await contoso.run('searchKnowledgeBase', words);
  expect(fake.accounts.tokensGiven('contoso')).toBe(2);
});

test('a token lives an hour, also where Zoho counts in milliseconds', async () => {
  const { fake, connect, before, requests } = openStage(createZohoDesk(), zohoDesk);
  const contoso = connect(fake.enrol('contoso'));
  before((request) => {
    if (request.path !== '/oauth/v2/token') return undefined;
    const { status, body } = fake.accounts.answer(request);
    return { status, body: { ...Object(body), expires_in: 3_600_000 } };
  });
  await contoso.run('searchKnowledgeBase', words);

  fake.accounts.later(3_600_000);
  await contoso.run('searchKnowledgeBase', words);

  const token = '/oauth/v2/token';
  const search = '/api/v1/articles/search';
  expect(requests.map(({ path }) => path)).toEqual([token, search, token, search]);
});

test('a token that Zoho has forgotten is replaced, and nobody notices', async () => {
  const { fake, connect } = openStage(createZohoDesk(), zohoDesk);
  const contoso = connect(fake.enrol('contoso'));
  await contoso.run('searchKnowledgeBase', words);

  fake.accounts.expireTokens();

  await expect(contoso.run('searchKnowledgeBase', words)).resolves.toEqual({ articles: [] });
});

test('a new refresh token is taken without a new start', async () => {
  const { fake, connect } = openStage(createZohoDesk(), zohoDesk);
  const contoso = connect(fake.enrol('contoso'));
  const successor = fake.accounts.revoke('contoso');

  await expect(contoso.run('searchKnowledgeBase', words)).rejects.toMatchObject({
    kind: 'unauthorized',
    message: 'Zoho Desk: Failed to obtain access token (invalid_code).',
  });

  contoso.credentials.set('env:CONTOSO_DESK_TOKEN', successor);
  await expect(contoso.run('searchKnowledgeBase', words)).resolves.toEqual({ articles: [] });
});

test.each([
  ['invalid_client', { clientId: '1000.wrong' }, /clientId/],
  ['invalid_client', { dataCentre: 'com' }, /dataCentre/],
  ['invalid_client_secret', { secret: 'env:NOTHING' }, /secret/],
])('a refusal that comes as a success is one: %s', async (code, more, remedy) => {
  const { fake, connect } = openStage(createZohoDesk(), zohoDesk);
  const contoso = connect(fake.enrol('contoso'), more);

  await expect(contoso.run('searchKnowledgeBase', words)).rejects.toMatchObject({
    message: `Zoho Desk: Failed to obtain access token (${code}).`,
    remedy: expect.stringMatching(remedy),
    definite: true,
  });
});

test('the eleventh token in ten minutes is refused, with what to do', async () => {
  const { fake, connect } = openStage(createZohoDesk(), zohoDesk);
  const contoso = connect(fake.enrol('contoso'));
  for (let count = 0; count < 10; count++) {
    await contoso.run('searchKnowledgeBase', words);
    fake.accounts.expireTokens();
  }

  await expect(contoso.run('searchKnowledgeBase', words)).rejects.toMatchObject({
    kind: 'rateLimited',
    definite: true,
    remedy: expect.stringContaining('Wait ten minutes'),
  });
});

test("one customer's token opens nothing of another's", async () => {
  const { fake, connect } = openStage(createZohoDesk(), zohoDesk);
  fake.enrol('fabrikam');
  const { id: org, department } = fake.organisation('fabrikam');
  const contoso = connect(fake.enrol('contoso'), { org, department });

  await expect(contoso.run('searchKnowledgeBase', words)).rejects.toMatchObject({
    kind: 'forbidden',
    message: 'Zoho Desk: Wrong organisation.',
  });
  expect(await contoso.owner()).toBe(fake.organisation('contoso').id);
});

test('whose data a token opens is asked once for it', async () => {
  const { fake, connect, requests } = openStage(createZohoDesk(), zohoDesk);
  const contoso = connect(fake.enrol('contoso'));
  await contoso.owner();
  await contoso.owner();
  fake.accounts.later(3_600_000);
  await contoso.owner();

  expect(requests.filter(({ path }) => path === '/api/v1/organizations')).toHaveLength(2);
});
