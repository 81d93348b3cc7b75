import { expect, test } from 'vitest';
import { executeScript } from '../../../src/connectors/atera/operations/execute-script.ts';
import { assignLicense } from '../../../src/connectors/graph/operations/assign-license.ts';
import { listLicenses } from '../../../src/connectors/graph/operations/list-licenses.ts';
import { resetPassword } from '../../../src/connectors/graph/operations/reset-password.ts';
import { inputShape, outputShape } from '../../../src/connectors/shape.ts';

test('a field with a default may be left out going in', () => {
  const { fields } = inputShape(resetPassword);

  expect(fields).toMatchObject({
    userId: { type: 'string', required: true },
    revokeSessions: { type: 'boolean', required: false, default: false },
  });
});

test('a secret is known as one, and nothing else is', () => {
  const { fields } = outputShape(resetPassword);

  expect(fields).toMatchObject({ password: { secret: true }, account: { secret: false } });
});

test('the inside of a list can be seen', () => {
  expect(outputShape(listLicenses).fields).toMatchObject({
    licenses: { type: 'array', items: { type: 'object', fields: { freeSeats: { type: 'integer', required: true } } } },
  });
});

test('a choice between objects has the fields of all of them, and requires what they all require', () => {
  expect(inputShape(executeScript).fields).toMatchObject({
    script: {
      type: 'object',
      fields: {
        id: { required: true, values: ['flush-dns-cache', 'repair-windows-update', 'restart-service'] },
        service: { required: false, values: ['print-spooler', 'audio', 'windows-search'] },
      },
    },
  });
});

test('fields keep the order they were declared in', () => {
  expect(Object.keys(inputShape(assignLicense).fields)).toEqual([
    'userId',
    'account',
    'skuId',
    'license',
    'usageLocation',
  ]);
});
