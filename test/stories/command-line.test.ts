import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelCalls } from '../../src/store/model-calls.ts';
import { createPool, type Pool } from '../../src/store/pool.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../fakes/database.ts';
import { databaseRoom } from '../fakes/database-room.ts';
import { openOpenAi } from '../fakes/models/openai.ts';
import { openAtera } from '../fakes/vendors/atera.ts';
import { type Lab, openLab } from '../fakes/vendors/lab.ts';

const msp = fileURLToPath(new URL('../../src/cli/msp.ts', import.meta.url));
const folder = mkdtempSync(join(databaseRoom, 'desk-command-line-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Settings = Readonly<Record<string, string>>;

const run = (...args: readonly string[]) => runWith({}, ...args);

/** Runs it as a program of its own, where no developer's `.env` is. */
function runWith(
  settings: Settings,
  ...args: readonly string[]
): Promise<{ readonly out: string; readonly err: string; readonly code: number }> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, DATA_DIR: join(folder, 'data'), MSP_DEMO_PACE_MS: '0', ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, [msp, ...args], { cwd: folder, env }, (error, out, err) => {
      resolve({ out, err, code: error ? Number(error.code) : 0 });
    });
  });
}

test('without any set-up, npx msp says that everything is in demo mode, and calls that', async () => {
  const checked = await run('check', '--json');
  const called = await run('call', 'graph.getUser', '--customer', 'contoso', '--input', '{"user":"ada@contoso.com"}');

  expect(JSON.parse(checked.out)).toMatchObject({ ok: true, customers: [{ id: 'contoso' }] });
  expect(JSON.parse(called.out)).toMatchObject({ account: 'ada@contoso.com' });
  expect([checked.code, called.code]).toEqual([0, 0]);
});

test('npx msp reads desk.yaml where it is started, and ends with 1 when something is not well', async () => {
  writeFileSync(
    join(folder, 'desk.yaml'),
    `customers:
  - id: contoso
    name: Contoso
    connectors:
      atera: { mode: sandbox, customer: 5, key: file:${join(folder, 'nothing')} }
people: []
`,
  );

  const { out, err, code } = await run('check');

  expect(out).toContain("✗ Atera: The credential can't be read.");
  expect(out).toContain(`There is no file ${join(folder, 'nothing')}.`);
  expect([err, code]).toEqual(['', 1]);
  rmSync(join(folder, 'desk.yaml'));
});

test('npx msp looks at the language model of the settings, and never shows its key', async () => {
  const openai = openOpenAi();
  const lab = await openLab([openai]);
  const settings = { ...(await lab.environment()), MSP_MODEL: 'openai', MSP_MODEL_KEY: openai.key };

  const models = await runWith(settings, 'models');
  const checked = await runWith(settings, 'check');
  const refused = await runWith({ ...settings, MSP_MODEL_KEY: 'sk-canary-of-nobody' }, 'check');

  expect(models).toMatchObject({ out: expect.stringContaining('→ gpt-6-luna'), code: 0 });
  expect(checked.out).toContain('Language model\n  ✓ OpenAI  gpt-6-luna');
  expect(refused).toMatchObject({ out: expect.stringContaining('OpenAI refused the key.'), code: 1 });
  expect([models, checked, refused].flatMap(({ out, err }) => [out, err]).join()).not.toContain('canary');
  await lab.close();
});

describeWithDatabase('npx msp, for a customer whose Atera is real', () => {
  const atera = openAtera();
  const { connection, credentials } = atera.enrol('contoso');
  let lab: Lab;
  let fresh: FreshDatabase;
  let database: Pool;
  let settings: Settings;
  beforeAll(async () => {
    [lab, fresh] = await Promise.all([openLab([atera]), freshDatabase()]);
    database = createPool(fresh.url);
    const deskFile = join(folder, 'atera.yaml');
    const connectors = { atera: { mode: 'production', ...connection } };
    const customers = [{ id: 'contoso', name: 'Contoso', connectors }];
    writeFileSync(deskFile, JSON.stringify({ customers, people: [] }));
    const secrets = Object.entries(credentials).map(([reference, value]) => [reference.replace('env:', ''), value]);
    settings = {
      ...(await lab.environment()),
      ...Object.fromEntries(secrets),
      MSP_DESK_FILE: deskFile,
      DATABASE_URL: fresh.url,
      MSP_KEY: randomBytes(32).toString('base64'),
    };
  });
  afterAll(async () => {
    await database.end();
    await fresh.drop();
    await lab.close();
  });

  const createTicket = (...more: readonly string[]) => {
    const input = { title: 'Printer', description: 'It hums.', requester: 'desk@contoso.example', priority: 'low' };
    const asked = ['call', 'atera.createTicket', '--customer', 'contoso', '--input', JSON.stringify(input), '--json'];
    return runWith(settings, ...asked, ...more);
  };

  test('nothing is done in production without a master key, or while Node can be looked into', async () => {
    const { MSP_KEY: _, ...keyless } = settings;

    const { out, code } = await runWith({ ...keyless, NODE_OPTIONS: '--inspect=127.0.0.1:0' }, 'check', '--json');

    expect(JSON.parse(out).error.problems).toMatchObject([
      { message: 'Production needs a master key, and there is none' },
      { message: expect.stringContaining('Node was started with --inspect') },
    ]);
    expect(code).toBe(1);
  });

  test('production begins when a check has found everything well', async () => {
    const before = await createTicket('--yes');

    const { out, code } = await runWith(settings, 'check');

    expect(before).toMatchObject({ code: 1, out: expect.stringContaining('was not tested') });
    expect(out).toContain('✓ Atera  production');
    expect(code).toBe(0);
    expect(atera.ticketsOf('contoso')).toEqual([]);
  });

  test('a change is made once, and stands in the audit with who has made it', async () => {
    const { out, code } = await createTicket('--yes');

    expect(JSON.parse(out)).toMatchObject({ sent: true, simulated: false });
    expect(code).toBe(0);
    expect(atera.ticketsOf('contoso')).toHaveLength(1);
    const { rows } = await database.query('select actor, action from app.audit order by seq');
    expect(rows.slice(-2)).toEqual([
      { actor: expect.stringMatching(/^command line \(.+\)$/), action: 'effect.intended' },
      { actor: expect.stringMatching(/^command line \(.+\)$/), action: 'effect.done' },
    ]);
  });

  test('what the language model has cost is told for every customer, and for all together', async () => {
    const calls = createModelCalls(database);
    for (const [customerId, cost] of [
      ['contoso', '0.1'],
      ['contoso', '0.2'],
      ['gone', '0.00000001'],
    ] as const) {
      const most = { cost, isEstimate: false };
      const call = await calls.reserve({ customerId, model: 'gpt-6-luna' }, most, { customer: 1, all: 1 });
      if (call.outcome === 'reserved') await calls.settle(call.id, { input: 100, cached: 0, output: 9, cost });
    }

    const { out, code } = await runWith(settings, 'cost', '--json');

    const told = JSON.parse(out);
    expect(told.customers).toMatchObject([
      { id: 'contoso', spent: 0.3, calls: 2, models: [{ model: 'gpt-6-luna', input: 200, cost: 0.3 }] },
      { id: 'gone', spent: 0.00000001, calls: 1 },
    ]);
    expect(told.total).toMatchObject({ spent: 0.30000001, calls: 3, models: [{ model: 'gpt-6-luna', calls: 3 }] });
    expect(code).toBe(0);
  });

  test('a language model is measured when somebody agrees to what it may cost', async () => {
    const openai = openOpenAi();
    const provider = await openLab([openai]);
    openai.model.answers({ category: 'printer_issue', entities: [], reasoning: 'A printer.' });
    const model = { MSP_MODEL: 'openai', MSP_MODEL_KEY: openai.key, DATABASE_URL: fresh.url };
    const asked = { ...(await provider.environment()), ...model };
    const file = join(folder, 'printers.csv');
    writeFileSync(file, 'text,category\nThe printer jams,printer_issue\nNo paper comes out,printer_issue\n');
    const evaluation = ['eval', file, '--classifier', 'openai', '--customer', 'contoso'];

    const alone = await runWith(asked, ...evaluation);
    const before = openai.model.asked().length;
    const { out, err, code } = await runWith(asked, ...evaluation, '--yes', '--json');

    expect(alone.err).toMatch(/gpt-6-luna would judge 2 tickets, and that costs (less than )?\$0\.\d+ at most\./);
    expect([before, alone.code, code, err]).toEqual([0, 1, 0, '']);
    expect(JSON.parse(out)).toMatchObject({
      instead: 0,
      accuracy: { strict: { right: 2 } },
      cost: { total: expect.any(Number) },
    });
    const { rows } = await database.query(
      `select state, count(*)::int as calls from app.model_call where ticket_id like 'file:%' group by state`,
    );
    expect(rows).toEqual([{ state: 'done', calls: 2 }]);
    await provider.close();
  });

  test('a dry run sends nothing', async () => {
    lab.forget();

    const { code } = await createTicket('--dry-run');

    expect(code).toBe(0);
    expect(lab.requests()).toEqual([]);
  });
});
