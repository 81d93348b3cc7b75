import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectors } from '../../../src/connectors/all.ts';
import { noConnections } from '../../../src/connectors/connections.ts';
import { operation } from '../../../src/connectors/operation.ts';
import { readerOf } from '../../../src/connectors/reader.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { Risk } from '../../../src/domain/risk.ts';
import { unreached } from '../../fakes/unreached.ts';

const pause = async () => {};
const contoso = { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: { bell: 'sandbox' as const } };
const context = { customer: contoso, signal: new AbortController().signal };

/** A bell that rings when it is asked anything. */
function bells() {
  const rung: Risk[] = [];
  const ring = (risk: Risk) =>
    operation({
      title: 'Ring',
      summary: 'Rings.',
      risk,
      repeatable: true,
      input: z.strictObject({}),
      output: z.strictObject({}),
      example: { input: {}, output: {} },
      async run() {
        rung.push(risk);
        return {};
      },
    });
  const bell = unreached('bell', 'Bell', Object.fromEntries(Risk.options.map((risk) => [risk, ring(risk)])));
  const connections = { ...noConnections, open: async () => ({}) };
  return { reader: readerOf(createRegistry({ connectors: [bell], demo: { pause }, connections })), rung };
}

test.each(Risk.options.filter((risk) => risk !== 'read'))('a reader rings no bell that is %s', async (risk) => {
  const { reader, rung } = bells();

  await expect(reader.read(`bell.${risk}`, {}, context)).rejects.toThrow('only looks are allowed');
  expect(rung).toEqual([]);
});

test('a reader looks', async () => {
  const { reader, rung } = bells();

  await reader.read('bell.read', {}, context);

  expect(rung).toEqual(['read']);
});

test('a reader has no other way to reach anything', () => {
  const { reader } = bells();

  expect(Object.keys(reader).toSorted()).toEqual(['assumed', 'checked', 'find', 'isSimulated', 'modeOf', 'read']);
});

test('what it assumes speaks of what was asked', () => {
  const reader = readerOf(createRegistry({ connectors, demo: { pause } }));

  const assumed = reader.assumed('graph.resetPassword', { userId: crypto.randomUUID(), account: 'kim@contoso.com' });

  expect(assumed).toMatchObject({ account: 'kim@contoso.com', password: expect.stringMatching(/^sealed:/) });
});
