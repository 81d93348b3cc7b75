import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ConnectorError } from '../../../src/connectors/connector-error.ts';
import { operation } from '../../../src/connectors/operation.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { makeEffect } from '../../../src/desk/effect.ts';
import { createEffects } from '../../../src/store/effects.ts';
import { createPool, type Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../../fakes/database.ts';
import { unreached } from '../../fakes/unreached.ts';

const Letter = z.strictObject({ text: z.string() });
const Sent = z.strictObject({ number: z.number() });

describeWithDatabase('a call that a vendor knows again by its reference', () => {
  let first: FreshDatabase;
  let second: FreshDatabase;
  const pools: Pool[] = [];
  beforeAll(async () => {
    [first, second] = [await freshDatabase(), await freshDatabase()];
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await first.drop();
    await second.drop();
  });

  /** What the vendor keeps, longer than any database of ours: references in the order of their letters. */
  const kept: string[] = [];
  let breaks: 'never' | 'before' | 'after' = 'never';
  const away = () => new ConnectorError('timeout', 'No answer.', { remedy: 'Wait.', definite: false });
  const send = operation<z.infer<typeof Letter>, z.infer<typeof Sent>, undefined>({
    title: 'Send letter',
    summary: 'Sends a letter.',
    risk: 'routine',
    repeatable: false,
    input: Letter,
    output: Sent,
    example: { input: { text: 'Hello' }, output: { number: 1 } },
    async run(_letter, _client, { reference }) {
      if (breaks === 'before') throw away();
      kept.push(reference);
      if (breaks === 'after') throw away();
      return { number: kept.length };
    },
    async find(_letter, _client, { reference }) {
      return kept.includes(reference) ? { number: kept.indexOf(reference) + 1 } : 'absent';
    },
  });

  function deskOn({ url }: FreshDatabase) {
    const pool = createPool(url);
    pools.push(pool);
    const connections = { open: async () => undefined, reach: async () => undefined, test: async () => undefined };
    const connector = { ...unreached('post', 'Post'), operations: { send } };
    const registry = createRegistry({ connectors: [connector], connections, demo: { pause: async () => {} } });
    const none = () => Promise.reject(new Error('Nothing is secret or kept here'));
    const parts = {
      ...{ pool, registry, effects: createEffects(pool) },
      vault: { forCall: () => ({ password: none, seal: none }) },
      recordsOf: () => ({ keepSessionNotes: none }),
    };
    const customer = { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: { post: 'sandbox' as const } };
    const about = { runId: 'MSP-1', ticketId: 'MSP-1', customer, operation: 'post.send', timeout: '200ms' as const };
    return () => makeEffect({ ...about, key: 'MSP-1:send', input: { text: 'Hello' }, permit: async () => {} }, parts);
  }

  test('is not taken for the first ticket of another desk, or of this one before its database was empty', async () => {
    await deskOn(first)();

    breaks = 'before';
    await expect(deskOn(second)()).rejects.toThrow('A look has shown that nothing was changed.');
    breaks = 'after';
    expect(await deskOn(second)()).toEqual({ number: 2 });

    expect(new Set(kept).size).toBe(2);
  });
});
