import { expect, test } from 'vitest';
import type { Complete } from '../../../../src/classify/models/complete.ts';
import { ModelError } from '../../../../src/classify/models/complete.ts';
import { createUnderstanding } from '../../../../src/classify/offline.ts';
import { createPaidClassifier } from '../../../../src/cli/msp/paid-classifier.ts';
import { noLog } from '../../../../src/lib/log.ts';
import { ticketSaying, workflows } from '../../classify/sample.ts';

const tickets = ['The printer is jammed', 'I forgot my password'].map((text, index) => ({
  ...ticketSaying(text),
  id: `file:${index + 1}`,
}));

/** A cent for a thousand tokens of either kind, from a purse that remembers. */
function opened(complete: Complete) {
  const orders: string[] = [];
  const settled: unknown[] = [];
  const told: string[] = [];
  const classifier = createPaidClassifier({
    understand: createUnderstanding(),
    model: { name: 'some-model', mostOutput: 100, complete },
    purse: {
      spared: async () => {},
      async open({ ticketId = '' }) {
        orders.push(ticketId);
        return { outcome: 'allowed', settle: async (usage) => void settled.push(usage) };
      },
    },
    answers: { find: async () => undefined, keep: async () => {} },
    roster: async () => ({
      customers: [{ id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} }],
      people: [],
    }),
    price: { input: 10_000, cached: 10_000, output: 10_000, isEstimate: false },
    alert: async (_, what) => void told.push(what),
    log: noLog,
  });
  return { ...classifier, orders, settled, told };
}

const answering: Complete = async () => ({
  value: { category: 'printer_issue', entities: [], reasoning: 'a printer' },
  usage: { input: 900, cached: 0, output: 100 },
});

test('the most it may cost is known before anything is ordered', async () => {
  const { most, orders } = opened(answering);

  const one = await most(tickets.slice(0, 1));
  const both = await most(tickets);

  expect(one).toBeGreaterThan(2);
  expect(both).toBeGreaterThan(one);
  expect(orders).toEqual([]);
});

test('each ticket is paid from the purse, and costs no more than it was said to', async () => {
  const { classify, costOf, most, orders, settled } = opened(answering);
  const atMost = await most(tickets);

  for (const ticket of tickets) await classify(ticket, workflows);

  const costs = tickets.map(({ id }) => costOf(id));
  expect(costs).toEqual([10, 10]);
  expect(costs.reduce((sum, cost) => sum + cost, 0)).toBeLessThanOrEqual(atMost);
  expect(orders).toEqual(['file:1', 'file:2']);
  expect(settled).toHaveLength(2);
});

test('what only a person can put right is told, and what was not billed costs nothing', async () => {
  const { classify, costOf, told } = opened(() =>
    Promise.reject(new ModelError('wrong-key', 'The key was refused.', { remedy: 'Check MSP_MODEL_KEY.' })),
  );

  const { judge } = await classify(tickets[0] ?? ticketSaying(''), workflows);

  expect(judge).toMatchObject({ kind: 'offline', insteadOf: 'some-model' });
  expect(costOf('file:1')).toBe(0);
  expect(told).toEqual([expect.stringContaining('Check MSP_MODEL_KEY.')]);
});
