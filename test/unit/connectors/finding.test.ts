import { expect, test } from 'vitest';
import { ConnectorError, type ConnectorErrorKind } from '../../../src/connectors/connector-error.ts';
import { finding } from '../../../src/connectors/finding.ts';

function failing(kind: ConnectorErrorKind): () => Promise<never> {
  const error = new ConnectorError(kind, 'Vendor: so it is.', { remedy: 'Do this.', definite: true });
  return () => Promise.reject(error);
}

test('a look that comes back is well', async () => {
  expect(await finding('Devices', async () => [])).toEqual({ what: 'Devices', ok: true });
});

test.each(['unauthorized', 'forbidden', 'notFound', 'invalid'] as const)(
  'what is %s is said, with what to do about it',
  async (kind) => {
    expect(await finding('Devices', failing(kind))).toEqual({
      what: 'Devices: Vendor: so it is.',
      ok: false,
      remedy: 'Do this.',
    });
  },
);

test.each(['rateLimited', 'unavailable', 'timeout'] as const)(
  'a vendor that is %s says nothing of the connection',
  async (kind) => {
    await expect(finding('Devices', failing(kind))).rejects.toMatchObject({ kind });
  },
);

test('a mistake of our own is no finding', async () => {
  await expect(finding('Devices', () => Promise.reject(new TypeError('oops')))).rejects.toThrow(TypeError);
});
