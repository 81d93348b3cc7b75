import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { ConnectorError } from '../../../src/connectors/connector-error.ts';
import { operation } from '../../../src/connectors/operation.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { Sealed } from '../../../src/connectors/sealed.ts';
import { type Effect, makeEffect } from '../../../src/desk/effect.ts';
import { createEffects } from '../../../src/store/effects.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { unreached } from '../../fakes/unreached.ts';

const Lock = z.strictObject({ door: z.string(), note: z.string().meta({ words: true }) });
const Locked = z.strictObject({ door: z.string(), code: Sealed });

describeWithDatabase('what the audit has of a change', () => {
  let pool: Pool;
  let locked: string[];
  let failure: Error | undefined;
  inFreshDatabase((opened) => {
    pool = opened;
  });
  beforeEach(async () => {
    [locked, failure] = [[], undefined];
    await pool.query('drop trigger if exists full_disk on app.audit');
  });

  const lock = operation<z.infer<typeof Lock>, z.infer<typeof Locked>, undefined>({
    ...{ title: 'Lock', summary: 'Locks a door.', risk: 'change', repeatable: false },
    ...{ input: Lock, output: Locked },
    example: { input: { door: 'front', note: 'Please' }, output: { door: 'front', code: 'sealed:1' } },
    async run({ door }) {
      if (failure) throw failure;
      locked.push(door);
      return { door, code: 'sealed:1' };
    },
  });

  const make = (key: string, more: Partial<Effect> = {}) => {
    const connections = { open: async () => undefined, reach: async () => undefined, test: async () => undefined };
    const connector = { ...unreached('doors', 'Doors'), operations: { lock } };
    const registry = createRegistry({ connectors: [connector], connections, demo: { pause: async () => {} } });
    const none = () => Promise.reject(new Error('Nothing is secret or kept here'));
    const customer = { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: { doors: 'sandbox' as const } };
    const effect: Effect = {
      ...{ key, runId: 'MSP-1', ticketId: 'MSP-1', customer, operation: 'doors.lock', timeout: '1s' },
      ...{ input: { door: 'front', note: 'It is mine' }, permit: async () => {} },
      ...more,
    };
    const parts = { pool, registry, effects: createEffects(pool) };
    const vault = { forCall: () => ({ password: none, seal: none }) };
    return makeEffect(effect, { ...parts, vault, recordsOf: () => ({ keepSessionNotes: none }) });
  };
  const lines = async (key: string) =>
    (await pool.query(`select action, facts from app.audit where facts->>'effect' = $1 order by seq`, [key])).rows;

  test('is what was sent and what came back, what allowed it and what was looked up before', async () => {
    const workflow = { name: 'lock-up', version: 2, digest: 'a'.repeat(64) };
    const before = { look: { isOpen: true } };
    await make('MSP-1:lock', { approvalId: 'MSP-1:approve', digest: 'd', policy: 'p', workflow, before });

    expect(await lines('MSP-1:lock')).toEqual([
      {
        action: 'effect.intended',
        facts: {
          ...{ effect: 'MSP-1:lock', operation: 'doors.lock', risk: 'change', mode: 'sandbox', byHand: false },
          ...{ approval: 'MSP-1:approve', digest: 'd', policy: 'p', workflow, before },
          input: { door: 'front', note: { characters: 10, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
        },
      },
      {
        action: 'effect.done',
        facts: { effect: 'MSP-1:lock', operation: 'doors.lock', result: { door: 'front', code: 'sealed:1' } },
      },
    ]);
  });

  test('is why it failed, in no words', async () => {
    failure = new ConnectorError('forbidden', 'The door says no.', { remedy: 'Ask.', definite: true });
    await expect(make('MSP-1:fail')).rejects.toThrow('The door says no.');

    expect((await lines('MSP-1:fail')).at(-1)).toEqual({
      action: 'effect.failed',
      facts: { effect: 'MSP-1:fail', operation: 'doors.lock', failure: 'forbidden', definite: true },
    });
  });

  test('comes before the change: where nothing can be written down, nothing is changed', async () => {
    await pool.query(`create or replace function app.full_disk() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: no space left on device'; end $$`);
    await pool.query(
      'create trigger full_disk before insert on app.audit for each row execute function app.full_disk()',
    );

    await expect(make('MSP-1:unwritten')).rejects.toThrow('no space left');

    expect(locked).toEqual([]);
    expect(await createEffects(pool).read('MSP-1:unwritten')).toBeUndefined();
  });
});
