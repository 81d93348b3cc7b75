import { expect, test } from 'vitest';
import { composeRegistry } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { noConnections } from '../../../src/connectors/connections.ts';
import { ConnectorError } from '../../../src/connectors/connector-error.ts';
import { guardedRegistry } from '../../../src/connectors/guarded-registry.ts';
import { createSecretFilter, WITHHELD } from '../../../src/lib/secret-filter.ts';

const secret = 'Kx7-Rm3+Vt9';
const customer = { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} };
const filter = createSecretFilter({ withheld() {} });
filter.known(secret);
const registry = composeRegistry({ ...readConfig({}), demoPaceMs: 0 }, noConnections, filter);
const ticket = {
  ...{ subject: 'A ticket', requester: 'ada@contoso.com', category: 'other', reference: 'MSP-1' },
  description: `It is ${secret}`,
};

test('what is shown to approvers, digested and sent holds no live secret', () => {
  expect(registry.checked('zohoDesk.createTicket', ticket)).toMatchObject({ description: `It is ${WITHHELD}` });
});

test('what a vendor answers or refuses holds no live secret, and what it found neither', async () => {
  const given = { customer, signal: new AbortController().signal };
  const talking = (answer: () => Promise<unknown>) =>
    guardedRegistry(
      { ...registry, call: answer, lookFor: async () => ({ output: await answer() }) },
      filter.at('vendor'),
      filter.at('vendor-answer'),
    );
  const answering = talking(async () => ({ displayName: `Ada ${secret}` }));
  const refusal = new ConnectorError('invalid', `Not ${secret}`, { remedy: `Use ${secret}.`, definite: true });

  expect(await answering.call('graph.getUser', {}, given)).toEqual({ displayName: `Ada ${WITHHELD}` });
  expect(await answering.lookFor('graph.getUser', {}, given)).toEqual({ output: { displayName: `Ada ${WITHHELD}` } });
  await expect(talking(() => Promise.reject(refusal)).call('graph.getUser', {}, given)).rejects.toMatchObject({
    ...{ name: 'ConnectorError', kind: 'invalid', definite: true },
    ...{ message: `Not ${WITHHELD}`, remedy: `Use ${WITHHELD}.` },
  });
});
