import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { auditKey, newAuditKey, publicKeysIn } from '../../../src/audit/audit-key.ts';
import { verifyExport } from '../../../src/audit/verify-export.ts';
import type { KeptCheckpoint } from '../../../src/store/audit-checkpoints.ts';
import type { KeptLine } from '../../../src/store/audit-lines.ts';
import { chainOf, checkpointsOf, exported, headOf, key } from '../../fakes/audit-log.ts';
import { resetOf } from '../../fakes/audit-story.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));
const keys = publicKeysIn(key.publicKey, 'a test');

function fileOf(text: string | Buffer): string {
  const file = join(folder, 'export.jsonl');
  writeFileSync(file, text);
  return file;
}

const verified = (text: string | Buffer) => verifyExport(fileOf(text), { keys });

/** Verifies an export that somebody could sign who has the key: only what the log itself shows counts. */
async function verifiedLog(lines: readonly KeptLine[], checkpoints: readonly KeptCheckpoint[] = []) {
  const { exitCode, flaws } = await verified(await exported(lines, checkpoints));
  return { exitCode, flaws: flaws.map(({ kind, customer, seq, why }) => `${kind} ${customer} ${seq}: ${why}`) };
}

const log = () => [...chainOf('contoso', resetOf('MSP-1')), ...chainOf('fabrikam', resetOf('MSP-2'))];
const firstChain = () => log().slice(0, 8);

/** The same log with one line changed in its place. */
function with_(lines: readonly KeptLine[], seq: number, change: (line: KeptLine) => Partial<KeptLine>): KeptLine[] {
  return lines.map((line) => (line.customer === 'contoso' && line.seq === seq ? { ...line, ...change(line) } : line));
}

test('an export holds, and says up to where a checkpoint vouches for it', async () => {
  const lines = log();
  const checkpoints = checkpointsOf([headOf(lines.slice(0, 5))], [headOf(lines.slice(0, 8)), headOf(lines)]);

  const report = await verified(await exported(lines, checkpoints));

  expect(report).toMatchObject({ ok: true, exitCode: 0, lines: 16, vouched: { signature: 'right' } });
  expect(report.chains).toEqual([
    { customer: 'contoso', first: 1, last: 8, lines: 8, signedUpTo: 8 },
    { customer: 'fabrikam', first: 1, last: 8, lines: 8, signedUpTo: 8 },
  ]);
  expect(report.promises).toMatchObject({ approvals: 2, effects: 2, byHand: 0, open: 0, unsure: 0 });
});

describe('names the line that', () => {
  const says = (line: KeptLine) => JSON.parse(line.text) as unknown[];
  const fields = ['form', 'customer', 'number', 'once-key', 'time', 'actor', 'action', 'run', 'facts'];
  const others: readonly unknown[] = ['msp.audit.v2', 'fabrikam', 7, 'other', '1.5', 'eve', 'ticket.failed', null, {}];

  test.each(fields.map((field, place) => [field, place] as const))('has another %s', async (_field, place) => {
    const changed = with_(log(), 4, (line) => ({ text: JSON.stringify(says(line).with(place, others[place])) }));

    const { exitCode, flaws } = await verifiedLog(changed);

    expect(exitCode).toBe(1);
    expect(flaws[0]).toMatch(/^chain contoso 4: (changed|of another customer)/);
  });

  test('has another hash', async () => {
    const changed = with_(log(), 4, () => ({ hash: 'f'.repeat(64) }));
    expect((await verifiedLog(changed)).flaws[0]).toMatch(/^chain contoso 4: changed: its hash does not fit/);
  });

  test('is missing', async () => {
    const { exitCode, flaws } = await verifiedLog(
      log().filter((line) => line.seq !== 5 || line.customer !== 'contoso'),
    );
    expect(exitCode).toBe(1);
    expect(flaws[0]).toBe('chain contoso 5: missing');
  });

  test('is out of order', async () => {
    const lines = log();
    const [a, b] = [lines[3], lines[4]] as [KeptLine, KeptLine];
    const { flaws } = await verifiedLog(lines.with(3, b).with(4, a));
    expect(flaws.slice(0, 2)).toEqual([
      'chain contoso 4: missing',
      'chain contoso 4: out of order: it stands behind line 5',
    ]);
  });

  test('is there twice', async () => {
    const lines = log();
    const again = lines[4] as KeptLine;
    expect((await verifiedLog(lines.toSpliced(5, 0, again))).flaws).toEqual(['chain contoso 5: there more than once']);
  });

  test('belongs to another customer', async () => {
    const foreign = log()[11] as KeptLine;
    const swapped = with_(log(), 4, () => ({ text: foreign.text, hash: foreign.hash }));
    expect((await verifiedLog(swapped)).flaws[0]).toBe(
      'chain contoso 4: of another customer: it was written for fabrikam',
    );
  });

  test('follows on one that was exchanged, hash and all', async () => {
    const made = chainOf('contoso', resetOf('MSP-9'))[3] as KeptLine;
    const exchanged = with_(log(), 4, () => ({ text: made.text, hash: made.hash }));
    expect((await verifiedLog(exchanged)).flaws[0]).toMatch(/^chain contoso (4|5): changed/);
  });
});

describe('what was signed by a checkpoint', () => {
  const signed = () => checkpointsOf([headOf(firstChain().slice(0, 5))], [headOf(firstChain())]);

  test('can not be rewritten, not even as a chain that holds', async () => {
    const forged = chainOf('contoso', resetOf('MSP-9'));

    expect(await verifiedLog(forged, signed())).toEqual({
      exitCode: 1,
      flaws: [
        expect.stringMatching(/^chain contoso 5: rewritten: checkpoint 1 of .+ signed another line 5$/),
        expect.stringMatching(/^chain contoso 8: rewritten: checkpoint 2 of .+ signed another line 8$/),
      ],
    });
  });

  test('can not be cut off at its end', async () => {
    const { exitCode, flaws } = await verifiedLog(firstChain().slice(0, 7), signed());
    expect(exitCode).toBe(2);
    expect(flaws).toEqual([expect.stringMatching(/^short contoso 7: cut: checkpoint 2 of .+ signed line 8$/)]);
  });

  test('can not be taken away as a whole', async () => {
    const { exitCode, flaws } = await verifiedLog(log().slice(8), signed());
    expect(exitCode).toBe(2);
    expect(flaws).toEqual([expect.stringMatching(/^short contoso 0: gone: checkpoint 2/)]);
  });

  test('counts only with the right signature, in the right order, with the heads that were signed', async () => {
    const [first, second] = signed() as [KeptCheckpoint, KeptCheckpoint];
    const looks = await Promise.all(
      [
        [{ ...first, signature: second.signature }],
        [second, first],
        [{ ...first, text: first.text.replace('"number":1', '"number":3') }],
        [{ ...first, chains: second.chains }],
      ].map(
        async (checkpoints) =>
          (await verifiedLogIn(`${checkpoints[0]?.number}-${Math.random()}`, checkpoints)).exitCode,
      ),
    );
    expect(looks).toEqual([3, 3, 3, 3]);
  });

  async function verifiedLogIn(name: string, checkpoints: readonly KeptCheckpoint[]) {
    const file = join(folder, `${name}.jsonl`);
    writeFileSync(file, await exported(firstChain(), checkpoints));
    return verifyExport(file, { keys });
  }
});

describe('an export', () => {
  const whole = async () => exported(log(), checkpointsOf([headOf(firstChain())]));

  test('of somebody else has a wrong signature', async () => {
    const forged = await exported(log(), [], {}, auditKey(newAuditKey(), 'eve'));
    expect(await verified(forged)).toMatchObject({ exitCode: 3, vouched: { signature: 'wrong' } });
  });

  test('whose key came along says so, because it proves nothing', async () => {
    expect((await verifyExport(fileOf(await whole()), {})).vouched).toMatchObject({
      signature: 'right',
      keyCameAlong: true,
    });
  });

  test('without its signature is not taken', async () => {
    const text = await whole();
    const unsigned = text.slice(0, text.lastIndexOf('{"kind":"signature"'));
    expect(await verified(unsigned)).toMatchObject({ exitCode: 3, vouched: { signature: 'none' } });
  });

  test.each<[what: string, change: (text: string) => string]>([
    ['has another digest beside its signature', (text) => text.replace(/"digest":"./, '"digest":"x')],
    [
      'has a digest of its own beside its signature',
      (text) => text.replace(/"digest":"(.)/, (_, one) => `"digest":"${one === '0' ? '1' : '0'}`),
    ],
    ['has a space in its signature', (text) => text.replace('"kind":"signature",', '"kind":"signature", ')],
    ['has no end', (text) => text.slice(0, -1)],
    ['goes on behind its signature', (text) => `${text}{"kind":"key","publicKey":""}\n`],
    ['was made at another time', (text) => text.replace('"made":"2026-11-03', '"made":"2026-11-04')],
    ['has a checkpoint of another place in a chain', (text) => moved(text, '"kind":"checkpoint"', 4)],
  ])('that %s is not taken', async (_what, change) => {
    const text = await whole();
    const changed = change(text);
    expect(changed).not.toBe(text);
    expect((await verified(changed)).ok).toBe(false);
  });

  function moved(text: string, which: string, by: number): string {
    const lines = text.split('\n');
    const from = lines.findIndex((line) => line.includes(which));
    const [line = ''] = lines.splice(from, 1);
    return lines.toSpliced(from + by, 0, line).join('\n');
  }

  test('that was cut in the middle says where', async () => {
    const lines = (await whole()).split('\n');
    const { exitCode, flaws } = await verified(`${lines.slice(0, 7).join('\n')}\n`);
    expect(exitCode).toBe(2);
    expect(flaws[0]).toMatchObject({ kind: 'short', customer: 'contoso', seq: 3, why: 'cut: its end is missing' });
  });

  test('that ends before the line it names is cut', async () => {
    const lines = (await whole()).split('\n');
    const cut = lines.filter((line) => !(line.startsWith('{"kind":"line","seq":8,') && line.includes('contoso')));
    expect((await verified(cut.join('\n'))).flaws).toContainEqual(
      expect.objectContaining({ kind: 'short', customer: 'contoso', seq: 7, why: 'cut: line 8 was its last' }),
    );
  });

  test('of a part of a chain holds, and says nothing of what began before', async () => {
    const part = await exported(firstChain().slice(5), [], { customer: 'contoso', from: '2026-11-02T09:00:06Z' });
    const report = await verified(part);
    expect(report).toMatchObject({ ok: true, chains: [{ first: 6, last: 8 }] });
    expect([...report.promises.notJudged]).toEqual([['effect.done', 1]]);
  });

  test('in which any single byte was changed is found out', async () => {
    const bytes = Buffer.from(await exported(firstChain(), checkpointsOf([headOf(firstChain())])));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (place, difference) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(((changed[place] ?? 0) + difference) % 256, place);
        const outcome = await verified(changed).then(
          ({ ok }) => ok,
          ({ name }: Error) => name,
        );
        expect([false, 'AuditError']).toContain(outcome);
      }),
      { numRuns: 150 },
    );
  });
});
