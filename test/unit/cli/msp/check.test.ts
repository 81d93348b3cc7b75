import { afterEach, beforeEach, expect, test } from 'vitest';
import { contoso, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.end());

test('a connection that works is green', async () => {
  await stage.writes(contoso('production'));

  const { out, code } = await stage.runs('check');

  expect(out).toMatchInlineSnapshot(`
    "Contoso (contoso)
      ✓ Lamps  production  3 checks, all well
      ○ in demo mode: Toy

    The one connection is well."
  `);
  expect(code).toBe(0);
});

test('a connection that misses something is red, with where it stands and what to do', async () => {
  await stage.writes(contoso('sandbox'));
  stage.house.mayLook = false;

  const { out, code } = await stage.runs('check');

  expect(out.replace(/\S*(?=desk\.yaml)/, '')).toMatchInlineSnapshot(`
    "Contoso (contoso)
      ✗ Lamps  sandbox  1 of 3 checks not well, desk.yaml:6
          ✗ Permission to [31mlook
            → Grant it.
      ○ in demo mode: Toy

    1 of 1 connections needs somebody."
  `);
  expect(code).toBe(1);
});

test("a credential that opens somebody else's data is red", async () => {
  await stage.writes(contoso('sandbox', 'env:KEY_OF_SOMEBODY'));

  const { out, code } = await stage.runs('check');

  expect(out).toContain("✗ The credential opens another organisation's data");
  expect(code).toBe(1);
});

test('without connections everything is in demo mode, and that is well', async () => {
  await stage.writes('customers: [{ id: contoso, name: Contoso }]\npeople: []');

  const { out, code } = await stage.runs('check');

  expect(out).toContain('○ in demo mode: Lamps, Toy');
  expect(out).toContain('Nothing is connected, so everything is in demo mode.');
  expect(code).toBe(0);
});

test('one customer can be checked alone, and programs get the same as JSON', async () => {
  await stage.writes(
    `${contoso('production').replace('people: []', '')}  - { id: fabrikam, name: Fabrikam }\npeople: []\n`,
  );

  const { out, code } = await stage.runs('check', '--customer', 'contoso', '--json');

  expect(JSON.parse(out)).toEqual({
    ok: true,
    budgets: [],
    customers: [
      {
        id: 'contoso',
        name: 'Contoso',
        connections: [
          expect.objectContaining({ connector: 'lamps', mode: 'production', result: 'green' }),
          { connector: 'toy', title: 'Toy', mode: 'demo', result: 'demo', findings: [] },
        ],
      },
    ],
  });
  expect(code).toBe(0);
});

test('what was found opens production', async () => {
  await stage.writes(contoso('production'));
  const look = () => stage.runs('call', 'lamps.look', '--customer', 'contoso', '--input', '{"lamp":"hall"}');
  const before = await look();

  await stage.runs('check');

  expect(before).toMatchObject({ code: 1, err: expect.stringContaining('npx msp check --customer contoso') });
  expect(await look()).toMatchObject({ code: 0, out: expect.stringContaining('"lit": false') });
});

test.each([
  [['--customer', 'contso'], 'There is no customer contso.\n→ Did you mean contoso?'],
  [['--custommer', 'x'], /unknown option '--custommer'[\s\S]*Did you mean --customer/],
])('%j is refused with what was meant', async (args, words) => {
  await stage.writes(contoso('demo'));

  const { err, code } = await stage.runs('check', ...args);

  expect(err).toMatch(words);
  expect(code).toBe(1);
});

test('a desk.yaml that is wrong is told, all of it', async () => {
  await stage.writes(contoso('sanbox').replace('people: []', 'pepole: []'));

  const words = await stage.runs('check');
  const json = await stage.runs('check', '--json');

  expect(words).toMatchObject({
    code: 1,
    err: expect.stringMatching(/Did you mean sandbox\?\n.*Add people\.|mean people/),
  });
  expect(JSON.parse(json.out)).toMatchObject({
    ok: false,
    error: {
      problems: expect.arrayContaining([expect.objectContaining({ line: 6, remedy: 'Did you mean sandbox?' })]),
    },
  });
});
