import { expect, test } from 'vitest';
import type { Finding } from '../../../../src/connectors/connector.ts';
import { deskScopes } from '../../../fakes/vendors/zoho-desk.ts';
import { openContoso } from './stage.ts';

/** What was looked at, without what was said there. */
function subject({ what }: Finding): string | undefined {
  return what.split(':')[0];
}

test('where all is well, everything that was looked at is green and nothing was changed', async () => {
  const { contoso, desk, requests } = openContoso();

  const findings = await contoso.check();

  expect(findings.filter(({ ok }) => !ok)).toEqual([]);
  expect(findings.map(({ what }) => what)).toEqual([
    'Credential',
    `Organisation ${desk.id}`,
    `Department ${desk.department}`,
    'Field cf_msp_ref',
    'Knowledge base',
    ...deskScopes.map((scope) => `Scope ${scope}`),
  ]);
  expect(requests.filter(({ method, path }) => method !== 'GET' && path !== '/oauth/v2/token')).toEqual([]);
});

test.each(deskScopes)('without %s the check is red and names it', async (scope) => {
  const { contoso, fake } = openContoso();
  fake.accounts.grant(
    'contoso',
    deskScopes.filter((one) => one !== scope),
  );

  const red = (await contoso.check()).filter(({ ok }) => !ok);

  expect(red.find(({ what }) => what === `Scope ${scope}`)?.remedy).toContain(scope);
});

test('a scope for everything of its kind is enough', async () => {
  const { contoso, fake } = openContoso();
  fake.accounts.grant('contoso', ['Desk.basic.ALL', 'Desk.tickets.ALL', 'Desk.search.READ', 'Desk.articles.READ']);

  expect((await contoso.check()).filter(({ ok }) => !ok)).toEqual([]);
});

test('where Zoho does not say what a token may do, the reads show what can be seen', async () => {
  const { contoso, fake } = openContoso();
  fake.accounts.keepScopesSecret();
  fake.accounts.grant('contoso', ['Desk.basic.READ', 'Desk.tickets.ALL']);

  const red = (await contoso.check()).filter(({ ok }) => !ok);

  expect(red.map(subject)).toEqual(['Field cf_msp_ref', 'Knowledge base']);
  for (const { remedy } of red) expect(remedy).toContain('Desk.search.READ');
});

test('a wrong credential, organisation, department and field are told apart', async () => {
  const wrong = async (more: object) => {
    const { contoso } = openContoso(more);
    return (await contoso.check()).filter(({ ok }) => !ok).map(subject);
  };

  expect(await wrong({ secret: 'env:NOTHING' })).toEqual(['Credential']);
  expect(await wrong({ org: '5' })).toContain('Organisation 5');
  expect(await wrong({ department: '6' })).toEqual(['Department 6']);
  expect(await wrong({ fields: { reference: 'cf_other' } })).toEqual(['Field cf_other']);
});
