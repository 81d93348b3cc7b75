import { expect, test } from 'vitest';
import { trainOn } from '../../../src/classify/local/train.ts';
import { createModelFor } from '../../../src/desk/model-for.ts';
import { noLog } from '../../../src/lib/log.ts';

const model = trainOn([
  { text: 'Zeus is down', category: 'network_issue', weight: 1 },
  { text: 'Hera hums', category: 'printer_issue', weight: 1 },
]);

/** Models as a database keeps them, which can be trained anew, and which counts how often one was read. */
function kept(entries: Record<string, { version: string; model: unknown }>) {
  const reads: string[] = [];
  return {
    entries,
    reads,
    version: async (customerId: string) => entries[customerId]?.version,
    async read(customerId: string) {
      reads.push(customerId);
      return entries[customerId]?.model;
    },
  };
}

test('a model is read once, and again when it was trained anew', async () => {
  const models = kept({ contoso: { version: '1', model } });
  const modelFor = createModelFor({ models, log: noLog });

  const first = await modelFor('contoso');
  const again = await modelFor('contoso');
  models.entries.contoso = { version: '2', model: { ...model, texts: 7 } };
  const anew = await modelFor('contoso');

  expect(first).toEqual(model);
  expect(again).toBe(first);
  expect(anew?.texts).toBe(7);
  expect(models.reads).toEqual(['contoso', 'contoso']);
});

test('nobody is served by the model of another customer, nor by one that was forgotten', async () => {
  const models = kept({ contoso: { version: '1', model } });
  const modelFor = createModelFor({ models, log: noLog });
  await modelFor('contoso');

  expect(await modelFor('fabrikam')).toBeUndefined();
  delete models.entries.contoso;
  expect(await modelFor('contoso')).toBeUndefined();
});

test('the fifty customers that were asked for last stay in memory', async () => {
  const ids = Array.from({ length: 51 }, (_, index) => `customer-${index}`);
  const models = kept(Object.fromEntries(ids.map((id) => [id, { version: '1', model }])));
  const modelFor = createModelFor({ models, log: noLog });
  for (const id of ids.slice(0, 50)) await modelFor(id);
  await modelFor('customer-0');

  await modelFor('customer-50');
  models.reads.length = 0;
  await modelFor('customer-0');
  await modelFor('customer-1');

  expect(models.reads).toEqual(['customer-1']);
});

test('a model that can not be read is told, and the shipped one serves', async () => {
  const told: string[] = [];
  const models = kept({ contoso: { version: '1', model: { form: 0 } } });
  const modelFor = createModelFor({ models, log: { ...noLog, error: (event) => void told.push(event) } });

  expect(await modelFor('contoso')).toBeUndefined();
  expect(told).toEqual(['model.unreadable']);
});
