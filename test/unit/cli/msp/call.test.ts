import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConnectorError } from '../../../../src/connectors/connector-error.ts';
import { Unsure } from '../../../../src/runs/intent.ts';
import { contoso, refusal, type Stage, startStage } from './stage.ts';

const HALL = '{"lamp":"hall"}';
let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await stage.writes(contoso('sandbox'));
});
afterEach(() => stage.end());

const look = (...more: string[]) => stage.runs('call', 'lamps.look', '--customer', 'contoso', '--input', HALL, ...more);
const light = (...more: string[]) =>
  stage.runs('call', 'lamps.light', '--customer', 'contoso', '--input', HALL, ...more);

test('a look is made at once', async () => {
  stage.house.lit.add('contoso-site/hall');

  expect(await look()).toEqual({
    out: '{\n  "lamp": "hall",\n  "lit": true,\n  "site": "contoso-site"\n}',
    err: '',
    code: 0,
  });
});

test('programs get the answer with what was asked', async () => {
  const { out } = await look('--json');

  expect(JSON.parse(out)).toEqual({
    operation: 'lamps.look',
    title: 'Look',
    risk: 'read',
    customer: 'contoso',
    mode: 'sandbox',
    hosts: ['contoso-site.example'],
    input: { lamp: 'hall' },
    sent: true,
    simulated: false,
    output: { lamp: 'hall', lit: false, site: 'contoso-site' },
    notes: [],
  });
});

describe('what changes something', () => {
  test('is not sent when nobody is there to confirm it', async () => {
    expect(await light()).toEqual({
      out: '',
      err: 'lamps.light changes something, and nobody is here to confirm it.\n→ Look at it with --dry-run, then add --yes.',
      code: 1,
    });
    expect(stage.changes).toEqual([]);
  });

  test('is not sent when somebody says no', async () => {
    stage.answer = 'no';

    const { out, code } = await light();

    expect(out).toContain('Light (lamps.light, risk change)\nfor contoso, in sandbox mode\nto contoso-site.example');
    expect(code).toBe(1);
    expect(stage.changes).toEqual([]);
  });

  test.each(['yes', undefined] as const)('is sent once when somebody says %s, or said so before', async (answer) => {
    stage.answer = answer;

    const { out, err, code } = await light(...(answer ? [] : ['--yes']));

    expect(out).toContain('"lamp": "hall"');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(stage.changes).toMatchObject([
      { operation: 'lamps.light', customer: { id: 'contoso' }, input: { lamp: 'hall' } },
    ]);
  });

  test('is shown and not sent in a dry run, whoever says yes', async () => {
    stage.answer = 'yes';

    const words = await light('--dry-run', '--yes');
    const json = await light('--dry-run', '--json');

    expect(words).toMatchObject({ code: 0, out: expect.stringMatching(/"lamp": "hall"\n}\nNothing was sent\.$/) });
    expect(JSON.parse(json.out)).toMatchObject({ sent: false, hosts: ['contoso-site.example'] });
    expect(stage.changes).toEqual([]);
  });

  test('changes nothing in demo mode, and says so', async () => {
    await stage.writes(contoso('demo'));

    const { out, err, code } = await light('--yes');

    expect(out).toContain('"lamp": "hall"');
    expect(err).toContain('the answer is made up, and nothing was changed');
    expect(code).toBe(0);
    expect(stage.changes).toEqual([]);
  });

  test('and would make a secret that nobody gets to see is not sent, also when somebody says yes', async () => {
    const { out, err, code } = await stage.runs(
      'call',
      'lamps.lock',
      '--customer',
      'contoso',
      '--input',
      HALL,
      '--yes',
    );

    expect(err).toContain('lamps.lock makes a secret (code)');
    expect([out, code]).toEqual(['', 1]);
    expect(stage.changes).toEqual([]);
  });

  test('and would make a secret can still be looked at', async () => {
    const asked = ['call', 'lamps.lock', '--customer', 'contoso', '--input', HALL];

    expect(await stage.runs(...asked, '--dry-run')).toMatchObject({ code: 0, out: expect.stringContaining('Lock') });
    await stage.writes(contoso('demo'));
    const pretended = await stage.runs(...asked, '--yes');

    expect(pretended.out).toContain('sealed:example');
    expect(pretended.err).toContain('code is sealed.');
  });

  test('is refused with what the vendor has against it', async () => {
    stage.onChange = () => Promise.reject(refusal);

    expect(await light('--yes')).toEqual({ out: '', err: 'Lamps: Insufficient privileges.\n→ Grant it.', code: 1 });
  });

  test('that may or may not have happened is said to be so', async () => {
    const cause = new ConnectorError('timeout', 'Lamps: API call timeout.', { remedy: 'Wait.', definite: false });
    stage.onChange = () => Promise.reject(new Unsure('command:1', cause));

    expect(await light('--yes')).toEqual({
      out: '',
      err: 'Nobody can tell whether this was carried out. Lamps: API call timeout.\n→ Look in Lamps before you call it again.',
      code: 1,
    });
  });
});

test.each([
  ['lamps.lok', HALL, 'There is no operation lamps.lok.\n→ Did you mean lamps.look?'],
  ['lamps.look', 'hunter2', `What follows --input is not JSON.\n→ Write it in single quotes, e.g. --input '${HALL}'.`],
  ['lamps.look', '{"lapm":"x"}', /^lamps\.look can't be called like this: .*lamp.*\n→ Correct these fields\./],
  ['lamps.look', '[]', /^lamps\.look can't be called like this/],
])('%s with %s is refused with what to write', async (operation, input, words) => {
  const { err, out, code } = await stage.runs('call', operation, '--customer', 'contoso', '--input', input);

  expect(err).toMatch(words);
  expect(err).not.toContain('hunter2');
  expect([out, code]).toEqual(['', 1]);
});

test('failures are JSON for programs', async () => {
  const { out, err, code } = await stage.runs('call', 'lamps.look', '--customer', 'x', '--input', HALL, '--json');

  expect(JSON.parse(out)).toEqual({
    ok: false,
    error: { message: 'There is no customer x.', remedy: 'Name one of contoso.' },
  });
  expect([err, code]).toEqual(['', 1]);
});

test('operations are listed with their risk', async () => {
  const words = await stage.runs('operations');
  const json = await stage.runs('operations', '--json');

  expect(words.out).toBe('lamps.look   read       Look\nlamps.light  change     Light\nlamps.lock   sensitive  Lock');
  expect(JSON.parse(json.out)).toContainEqual({
    name: 'lamps.light',
    title: 'Light',
    risk: 'change',
    summary: 'Lights a lamp.',
  });
});

test('without a command, or with one that there is not, it says what there is', async () => {
  expect(await stage.runs()).toMatchObject({ code: 1, err: expect.stringContaining('check') });
  expect(await stage.runs('chek')).toMatchObject({ code: 1, err: expect.stringContaining('Did you mean check?') });
  expect(await stage.runs('--help')).toMatchObject({ code: 0, out: expect.stringContaining('operations') });
});
