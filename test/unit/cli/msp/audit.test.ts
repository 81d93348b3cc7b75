import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { auditKey, newAuditKey } from '../../../../src/audit/audit-key.ts';
import { createCheckpoints } from '../../../../src/audit/checkpoints.ts';
import { record } from '../../../../src/audit/record.ts';
import { noLog } from '../../../../src/lib/log.ts';
import type { Pool } from '../../../../src/store/pool.ts';
import { but, resetOf } from '../../../fakes/audit-story.ts';
import { describeWithDatabase, inFreshDatabase } from '../../../fakes/database.ts';
import { type Stage, startStage } from './stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-audit-commands-'));
afterAll(() => rmSync(folder, { recursive: true }));
const in_ = (name: string) => join(folder, name);

const Event = z.object({
  metadata: z.object({
    version: z.literal('1.3.0'),
    product: z.object({ name: z.string(), vendor_name: z.string() }),
    tenant_uid: z.string(),
  }),
  time: z.number().int(),
  category_uid: z.number().int(),
  class_uid: z.number().int(),
  activity_id: z.number().int(),
  type_uid: z.number().int(),
  severity_id: z.number().int().min(0).max(6),
  actor: z.object({ user: z.object({ uid: z.string() }) }),
  unmapped: z.object({ msp: z.object({ seq: z.number(), hash: z.string() }) }),
});
/** What each class requires beside what all of them do. */
const classes: Readonly<Record<number, z.ZodType>> = {
  3001: Event.extend({ category_uid: z.literal(3), user: z.object({ uid: z.string() }) }),
  3004: Event.extend({ category_uid: z.literal(3), entity: z.object({ uid: z.string(), type: z.string() }) }),
  6003: Event.extend({
    category_uid: z.literal(6),
    api: z.object({ operation: z.string() }),
    src_endpoint: z.object({ svc_name: z.string() }),
  }),
};

describeWithDatabase('msp audit', () => {
  const key = auditKey(newAuditKey(), 'a test');
  let pool: Pool;
  let stage: Stage;
  inFreshDatabase((opened) => {
    pool = opened;
  });
  beforeAll(async () => {
    stage = await startStage();
    await stage.writes(`customers: [{ id: contoso, name: Contoso <b>Ltd</b> }]
people: [{ id: sam, name: Sam Carter, account: sam@contoso.com, roles: { contoso: [approver] } }]`);
    stage.audit = async () => ({
      ...{ pool, key, actor: 'command line (ops)' },
      checkpoints: { file: in_('second-place.jsonl'), isApart: true },
    });
    for (const [customer, run] of [
      ['contoso', 'MSP-1'],
      ['fabrikam', 'MSP-2'],
    ] as const)
      await write(customer, run);
    await createCheckpoints({ pool, key, file: in_('second-place.jsonl'), log: noLog }).write();
    writeFileSync(in_('key.pem'), key.publicKey);
  });
  afterAll(() => stage.end());

  async function write(customerId: string, run: string): Promise<void> {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const lines = but(resetOf(run), 'approval.asked', (line) => ({
      ...line,
      facts: { ...line.facts, expires: tomorrow },
    }));
    for (const [place, { action, actor = 'desk', facts = {} }] of lines.entries())
      await record(pool, { customerId, onceKey: `${run}:${place}`, actor, action, runId: run, facts });
  }

  const lines = async (customer: string) =>
    (await pool.query('select actor, action, facts from app.audit where customer_id = $1 order by seq', [customer]))
      .rows;

  test('verify says what holds, and up to where it is signed', async () => {
    const { out, code } = await stage.runs('audit', 'verify');

    expect(out).toContain('contoso: lines 1 to 8, signed up to line 8.');
    expect(out).toContain('2 approvals and 2 changes; what was promised about them was replayed.');
    expect(out).toMatch(/It holds: .+$/);
    expect(code).toBe(0);
  });

  test('verify takes one customer and a period, and is readable for programs', async () => {
    const { out, code } = await stage.runs(
      'audit',
      'verify',
      '--customer',
      'contoso',
      '--from',
      '2026-01-01',
      '--json',
    );
    const nothing = await stage.runs('audit', 'verify', '--from', '2026-01-02', '--to', '2026-01-01');

    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      lines: 8,
      chains: [{ customer: 'contoso' }],
      promises: { effects: 1 },
    });
    expect(code).toBe(0);
    expect(nothing).toMatchObject({ code: 1, err: expect.stringContaining('ends before it begins') });
  });

  test('an export is verified without the desk, and stands in the audit itself', async () => {
    const exported = await stage.runs('audit', 'export', '--customer', 'contoso', '--output', in_('contoso.jsonl'));
    const held = await stage.runs('audit', 'verify', in_('contoso.jsonl'), '--public-key', in_('key.pem'));
    const whole = ['--checkpoints', in_('second-place.jsonl')] as const;
    const compared = await stage.runs(
      'audit',
      'verify',
      in_('contoso.jsonl'),
      ...whole,
      '--public-key',
      in_('key.pem'),
    );

    expect([exported.code, held.code, compared.code]).toEqual([0, 0, 0]);
    expect(held.out).toContain('contoso: lines 1 to 9, signed up to line 8.');
    expect(readFileSync(in_('contoso.jsonl'), 'utf8')).not.toContain('fabrikam');
    expect((await lines('contoso')).at(-1)).toMatchObject({
      actor: 'command line (ops)',
      action: 'audit.exported',
      facts: { format: 'jsonl', from: null, to: null },
    });
    expect((await lines('fabrikam')).at(-1)).toMatchObject({ action: 'ticket.resolved' });
  });

  test('an export with one letter changed is not taken, and neither is what is no export', async () => {
    await stage.runs('audit', 'export', '--customer', 'fabrikam', '--output', in_('changed.jsonl'));
    const text = readFileSync(in_('changed.jsonl'), 'utf8');
    writeFileSync(in_('changed.jsonl'), text.replace('U-sam', 'U-eve'));

    const changed = await stage.runs('audit', 'verify', in_('changed.jsonl'));

    expect(changed).toMatchObject({ code: 1, out: expect.stringContaining('✗ fabrikam, line 4: changed') });
    expect(await stage.runs('audit', 'verify', in_('key.pem'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('is no export of an audit'),
    });
    expect((await stage.runs('audit', 'export', '--format', 'xml', '--output', in_('x'))).err).toContain(
      'no format xml',
    );
  });

  test('a table for people has no cell that a spreadsheet would calculate', async () => {
    const facts = { note: '\u202e=1' };
    await record(pool, {
      customerId: 'grumpy',
      onceKey: '1',
      actor: '=cmd|calc',
      action: '+run',
      runId: '@x,"y"',
      facts,
    });

    await stage.runs('audit', 'export', '--customer', 'grumpy', '--format', 'csv', '--output', in_('table.csv'));

    const text = readFileSync(in_('table.csv'), 'utf8');
    const [row] = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    expect(row).toMatchObject({
      actor: "'=cmd|calc",
      action: "'+run",
      run: `'@x,"y"`,
      facts: '{"note":"\\u{202e}=1"}',
    });
  });

  test('events for other systems have what their classes require', async () => {
    await stage.runs('audit', 'export', '--customer', 'contoso', '--format', 'ocsf', '--output', in_('events.jsonl'));

    const events = readFileSync(in_('events.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const event of events) {
      expect(classes[event.class_uid]?.safeParse(event).error).toBeUndefined();
      expect(event.type_uid).toBe(event.class_uid * 100 + event.activity_id);
    }
    expect(events.slice(0, 8).map(({ message, type_uid }) => [message, type_uid])).toEqual([
      ['ticket.opened', 600301],
      ['ticket.understood', 600399],
      ['approval.asked', 300401],
      ['approval.approved', 300403],
      ['effect.intended', 300104],
      ['effect.done', 300104],
      ['handover.offered', 300403],
      ['ticket.resolved', 600303],
    ]);
  });

  test('an evidence pack holds by itself, and tells on one page what was done', async () => {
    const packed = await stage.runs('audit', 'pack', '--customer', 'contoso', '--output', in_('pack'));
    const held = await stage.runs('audit', 'verify', in_('pack'), '--public-key', in_('key.pem'));

    expect([packed.code, held.code]).toEqual([0, 0]);
    const page = readFileSync(in_('pack/summary.html'), 'utf8');
    expect(page).toContain('for Contoso &lt;b&gt;Ltd&lt;/b&gt;');
    expect(page).toContain('approved by Sam Carter');
    expect(page).toContain('It holds');
    expect((await lines('contoso')).at(-1)).toMatchObject({ action: 'audit.packed' });
  });

  test('where nothing can be written nothing was taken out, and no line says so', async () => {
    writeFileSync(in_('there.jsonl'), 'mine');
    mkdirSync(in_('full'));
    writeFileSync(in_('full/mine.txt'), 'mine');
    const before = (await lines('contoso')).length;
    const saysOf = async (command: string, output: string, customer = 'contoso') =>
      (await stage.runs('audit', command, '--customer', customer, '--output', in_(output))).err;

    expect(await saysOf('export', 'there.jsonl')).toContain('there.jsonl is there already');
    expect(await saysOf('export', 'no/folder/new.jsonl')).toMatch(/new\.jsonl can't be written\.\n→ Name a place/);
    expect(await saysOf('export', 'nobody.jsonl', 'nobody')).toContain('There is no audit of nobody');
    expect(await saysOf('pack', 'full')).toContain('There is something in');

    expect((await lines('contoso')).length).toBe(before);
    expect(readFileSync(in_('there.jsonl'), 'utf8')).toBe('mine');
    expect(readdirSync(folder)).not.toContain('nobody.jsonl');
  });

  test.each(['audit.jsonl', 'summary.html', 'public-key.pem', 'VERIFY.txt', 'manifest.json', 'manifest.sig'])(
    'an evidence pack in which %s was changed is not taken',
    async (name) => {
      const pack = in_(`pack-${name}`);
      await stage.runs('audit', 'pack', '--customer', 'contoso', '--output', pack);
      const bytes = readFileSync(join(pack, name));
      bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
      writeFileSync(join(pack, name), bytes);

      const { code } = await stage.runs('audit', 'verify', pack, '--public-key', in_('key.pem'));

      expect(code).toBeGreaterThan(0);
    },
  );

  test('an evidence pack with something missing or added is not taken', async () => {
    await stage.runs('audit', 'pack', '--customer', 'contoso', '--output', in_('pack-less'));
    writeFileSync(in_('pack-less/more.txt'), 'more');
    rmSync(in_('pack-less/VERIFY.txt'));

    const { out, code } = await stage.runs('audit', 'verify', in_('pack-less'), '--public-key', in_('key.pem'));

    expect(code).toBe(3);
    expect(out).toContain('✗ VERIFY.txt: is missing.');
    expect(out).toContain('✗ more.txt: does not belong to this pack.');
    expect(readdirSync(in_('pack-less'))).toContain('manifest.sig');
  });

  test('status tells what is not signed yet, and key prints what to give away', async () => {
    const status = await stage.runs('audit', 'status');

    expect(status.out).toMatch(/^\d+ chains?\. Not signed yet: \d+ lines\./);
    expect(status.out).toContain(`Signed with the key ${key.id}.`);
    expect(status.out).toMatch(/second-place\.jsonl: checkpoint 1, .+ old\./);
    expect((await stage.runs('audit', 'key')).out).toBe(key.publicKey.trimEnd());
  });

  test('status tells which of the two places is behind', async () => {
    const second = readFileSync(in_('second-place.jsonl'), 'utf8');
    const saysOf = async (text: string) => {
      writeFileSync(in_('second-place.jsonl'), text);
      return (await stage.runs('audit', 'status')).out;
    };

    expect(await saysOf('')).toContain('The second place is behind.');
    expect(await saysOf(second.replace('"number":1,', '"number":9,'))).toContain('The database is behind:');
    expect(await saysOf(second)).not.toContain('is behind');
  });

  test('a log that somebody cut ends the command with 2', async () => {
    await pool.query('alter table app.audit disable trigger user');
    await pool.query(`delete from app.audit where customer_id = 'fabrikam' and seq >= 8`);

    expect(await stage.runs('audit', 'verify')).toMatchObject({
      code: 2,
      out: expect.stringContaining('✗ fabrikam, line 7: cut: checkpoint 1'),
    });
  });
});
