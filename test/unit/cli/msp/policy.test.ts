import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.writes(`
policy:
  rules: [{ name: at night two people, when: { outOfHours: true }, approvers: 2 }]
customers:
  - id: contoso
    name: Contoso
    chats: [{ platform: slack, workspace: T0 }]
    hours: { zone: Europe/Berlin, from: 08:00, to: "18:00" }
    policy: { rules: [{ name: locks stay, when: { operations: [lamps.lock] }, refuse: Nobody changes locks here. }] }
  - { id: fabrikam, name: Fabrikam }
people:
  - id: sam
    name: Sam
    account: sam@provider.example
    identities: [{ platform: slack, workspace: T0, user: U0SAM }]
    roles: { contoso: [approver] }
`);
});
afterAll(() => stage.end());

const light = ['--customer', 'contoso', '--operation', 'lamps.light', '--targets', '1', '--privileged', 'no'];
const explained = (...args: readonly string[]) => stage.runs('policy', 'explain', ...args);

describe('msp policy explain', () => {
  test('tells what a request has to satisfy, which rule says so, and who wrote it', async () => {
    const { out, code } = await explained(
      ...light,
      '--proof',
      'linked',
      '--earlier',
      '3',
      '--at',
      '2026-11-30T03:00:00Z',
    );

    expect(code).toBe(0);
    expect(out.replace(/\w+$/, '…')).toMatchInlineSnapshot(`
      "Needs an approval, as change
        people who approve  2                                       at night two people (provider)
        roles of each       approver                                approvers have no part in it, and an hour (built in)
        who may not         author, beneficiary, editor, requester  approvers have no part in it, and an hour (built in)
        time to decide      60m                                     approvers have no part in it, and an hour (built in)

      How near it comes to a number of calls, with itself
          4 of 100  changes for the customer within 1h  at most a hundred changes an hour (built in)

      Policy …"
    `);
  });

  test('takes what is not known for the worst, and says what that is', async () => {
    const { out } = await explained('--customer', 'contoso', '--operation', 'lamps.light', '--targets', '1');

    expect(out).toContain('Refused: It is not known how often this was done within 1h.');
    expect(out).toContain('Not known, so taken for whatever demands most: privileged, proof, outOfHours, counts');
    expect(out).toContain(
      '→ Say it with --privileged no, --proof linked, --at 2026-11-30T03:00:00Z (where the customer has hours), --earlier 0.',
    );
  });

  test('names the rule that refuses', async () => {
    const { out, code } = await explained('--customer', 'contoso', '--operation', 'lamps.lock', '--targets', '1');

    expect(out).toContain('Refused: Nobody changes locks here.\n  decided by  locks stay (customer)');
    expect(code).toBe(0);
  });

  test("a customer's own rules are about nobody else", async () => {
    const { out } = await explained(
      '--customer',
      'fabrikam',
      '--operation',
      'lamps.lock',
      '--targets',
      '1',
      '--earlier',
      '0',
    );

    expect(out).toContain('Needs an approval, as sensitive');
  });

  test('reads the same from a file and from JSON, and never believes in less risk than is declared', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'request-'));
    const file = join(folder, 'request.json');
    const request = JSON.stringify({ customers: ['contoso'], operations: ['lamps.light'], targets: 1, risk: 'read' });
    await writeFile(file, request);

    const [fromFile, fromText] = [
      await explained(file, '--json'),
      await explained(request, '--json', '--earlier', '0'),
    ];
    await rm(folder, { recursive: true });

    expect(JSON.parse(fromFile.out)).toMatchObject({
      ok: true,
      facts: { risk: 'change' },
      judgement: { outcome: 'refused' },
    });
    expect(JSON.parse(fromText.out)).toMatchObject({
      judgement: { outcome: 'allowed', risk: 'change', demands: { approvers: 2 } },
      aspects: expect.arrayContaining([
        { aspect: 'approvers', value: 2, decidedBy: [{ name: 'at night two people', from: 'provider' }] },
      ]),
    });
  });

  test('by day the night is no matter', async () => {
    const { out } = await explained(...light, '--earlier', '0', '--at', '2026-11-30T09:00:00Z');

    expect(out).toMatch(/people who approve +1 +a change needs an approval \(built in\)/);
    expect(out).not.toContain('outOfHours');
  });

  test.each([
    [['--customer', 'contso'], 'There is no customer contso.\n→ Did you mean contoso?'],
    [['--operation', 'lamps.lihgt'], 'There is no operation lamps.lihgt.\n→ Did you mean lamps.light?'],
    [['--targets', 'many'], 'targets is not the right kind of value.\n→ Write a number.'],
    [['--earlier', 'often'], '"often" is no number.\n→ Write how often, e.g. --earlier 0.'],
    [['--at', 'soon'], '"soon" is no time.\n→ Write e.g. 2026-11-30T03:00:00+01:00.'],
    [['{"privilegd":true}'], '"privilegd" is not known here.\n→ Did you mean privileged?'],
    [['{"privileged":'], `The request is not JSON.\n→ Write e.g. '{"customers":["contoso"],"targets":1}'.`],
    [['missing.json'], "missing.json can't be read.\n→ Name a JSON file, or write the JSON itself in quotes."],
  ])('%j is refused with what helps', async (args, told) => {
    expect(await explained(...args)).toMatchObject({ out: '', err: told, code: 1 });
  });

  test('an answer that there is not is refused', async () => {
    expect(await explained('--proof', 'maybe')).toMatchObject({ out: '', code: 1 });
  });
});

describe('msp policy show', () => {
  test('lists every rule with who wrote it, and what cannot be satisfied', async () => {
    const { out, code } = await stage.runs('policy', 'show', '--customer', 'contoso');

    expect(code).toBe(0);
    expect(out).toContain('a change needs an approval  (built in)\n  changes\n  → 1 must approve');
    expect(out).toContain('at night two people  (provider)\n  changes, out of hours\n  → 2 must approve');
    expect(out).toContain('locks stay  (customer)\n  lamps.lock\n  → is refused');
    expect(out).toContain('! “at night two people” needs 2 people who may approve, and there is one.');
  });

  test('without a customer lists what holds for everybody', async () => {
    const everybody = JSON.parse((await stage.runs('policy', 'show', '--json')).out);
    const contoso = JSON.parse((await stage.runs('policy', 'show', '--customer', 'contoso', '--json')).out);

    expect(everybody).toMatchObject({ ok: true, shortfalls: [] });
    expect(contoso.rules).toHaveLength(everybody.rules.length + 1);
    expect(contoso.version).not.toBe(everybody.version);
  });
});
