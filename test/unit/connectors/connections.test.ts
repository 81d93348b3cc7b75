import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createConnections, type Standings } from '../../../src/connectors/connections.ts';
import type { Connector } from '../../../src/connectors/connector.ts';
import { vendorError } from '../../../src/connectors/vendor-error.ts';
import { Customer } from '../../../src/domain/customer.ts';
import { type ConnectionStanding, nothingLearned, standingOf, withStanding } from '../../../src/domain/standing.ts';

const signal = new AbortController().signal;
const contoso = Customer.parse({ id: 'contoso', name: 'Contoso', chats: [], desk: [] });
const fabrikam = Customer.parse({ id: 'fabrikam', name: 'Fabrikam', chats: [], desk: [] });
const tested = { tested: true, signal };
const untested = { tested: false, signal };

interface Written {
  readonly tenant: string;
  readonly key: string;
  readonly inbox?: { readonly secret: string };
}

/** What a key opens at the vendor. */
let opens: Record<string, string>;
let credentials: Record<string, string>;
let written: Record<string, Written>;
let alerts: string[];
let standing = nothingLearned;
let mayLook: boolean;
let isAway: boolean;

const vendor: Connector<Written, { tenantOf(): Promise<string> }> = {
  name: 'vendor',
  title: 'Vendor',
  operations: {},
  connection: z.strictObject({ tenant: z.string(), key: z.string() }),
  hosts: () => ['vendor.example'],
  limits: { perSecond: 100 },
  exclusive: ({ tenant }) => tenant,
  connect({ key }, { credential }) {
    let token: string | undefined;
    return {
      async tenantOf() {
        token ??= await credential(key);
        return opens[token] ?? '';
      },
    };
  },
  owner: { expected: ({ tenant }) => tenant, actual: (client) => client.tenantOf() },
  async check() {
    if (isAway) throw vendorError('Vendor', 'Not reachable', { remedy: 'Wait.', definite: true });
    return [{ what: 'Permission to look', ok: mayLook }];
  },
};

const standings: Standings = {
  of: async (customerId, connector) => standingOf(customerId, connector, standing),
  async learn(customerId, connector, learned) {
    standing = withStanding(customerId, connector, learned, standing);
  },
};

const connections = () =>
  createConnections({
    connectionOf: async (customerId) => written[customerId],
    async credential(reference) {
      const value = credentials[reference];
      if (value === undefined) throw Object.assign(new Error('There is none.'), { remedy: 'Put it there.' });
      return value;
    },
    createSend: () => () => Promise.reject(new Error('nothing is sent here')),
    standings,
    fingerprint: (values) => `fingerprint of ${values}`,
    alert: async (customer, why) => void alerts.push(`${customer.name}: ${why}`),
    now: () => new Date('2026-11-23T03:00:00Z'),
  });

/** Of what Contoso's entry says now, with that key. */
function fingerprintWith(key: string): string {
  const { inbox: _, ...outgoing } = written.contoso ?? {};
  return `fingerprint of ${[key, JSON.stringify(outgoing)]}`;
}

function wasTested(credential: string, more: Partial<ConnectionStanding> = {}): Promise<void> {
  return standings.learn('contoso', 'vendor', {
    credential: fingerprintWith(credential),
    testedAt: '2026-11-22T12:00:00Z',
    ...more,
  });
}

beforeEach(() => {
  opens = { 'contoso-key': 'tenant-c', 'fabrikam-key': 'tenant-f' };
  credentials = { 'env:CONTOSO': 'contoso-key', 'env:FABRIKAM': 'fabrikam-key' };
  written = {
    contoso: { tenant: 'tenant-c', key: 'env:CONTOSO' },
    fabrikam: { tenant: 'tenant-f', key: 'env:FABRIKAM' },
  };
  alerts = [];
  standing = nothingLearned;
  mayLook = true;
  isAway = false;
});

test('each customer has a client of its own, and the same one as long as nothing changes', async () => {
  const { open } = connections();

  const first = await open(contoso, vendor, untested);

  expect(await open(contoso, vendor, untested)).toBe(first);
  expect(await open(fabrikam, vendor, untested)).not.toBe(first);
});

test('a connection that is written differently is opened anew', async () => {
  const { open } = connections();
  const first = await open(contoso, vendor, untested);

  written.contoso = { tenant: 'tenant-n', key: 'env:CONTOSO' };
  opens['contoso-key'] = 'tenant-n';

  expect(await open(contoso, vendor, untested)).not.toBe(first);
});

test('a customer without a connection is told where to add it', async () => {
  delete written.contoso;

  await expect(connections().open(contoso, vendor, untested)).rejects.toMatchObject({
    definite: true,
    message: 'Vendor is not connected for Contoso.',
    remedy: expect.stringContaining('desk.yaml'),
  });
});

test("a credential that opens another organisation's data is locked, and people are told", async () => {
  credentials['env:CONTOSO'] = 'fabrikam-key';

  const opening = connections().open(contoso, vendor, untested);

  await expect(opening).rejects.toMatchObject({
    kind: 'forbidden',
    definite: true,
    message: 'Vendor: Wrong organisation.',
  });
  expect(alerts).toEqual(["Contoso: The credential of Vendor for Contoso opens another organisation's data."]);
  expect(standingOf('contoso', 'vendor', standing)?.locked).toMatchObject({ at: '2026-11-23T03:00:00.000Z' });
});

test('a locked credential stays locked in a later life, also when the vendor says something else meanwhile', async () => {
  credentials['env:CONTOSO'] = 'fabrikam-key';
  await expect(connections().open(contoso, vendor, untested)).rejects.toThrow('Wrong organisation');
  opens['fabrikam-key'] = 'tenant-c';

  await expect(connections().open(contoso, vendor, untested)).rejects.toThrow('Wrong organisation');

  expect(alerts).toHaveLength(1);
});

test('another credential ends the lock', async () => {
  credentials['env:CONTOSO'] = 'fabrikam-key';
  const { open } = connections();
  await expect(open(contoso, vendor, untested)).rejects.toThrow('Wrong organisation');

  credentials['env:CONTOSO'] = 'contoso-key';

  await expect(open(contoso, vendor, untested)).resolves.toBeDefined();
});

test.each(['', 'tenant-C '])('an owner that is said to be %j is not the expected one', async (owner) => {
  opens['contoso-key'] = owner;

  await expect(connections().open(contoso, vendor, untested)).rejects.toThrow('Wrong organisation');
});

test('an expected owner that is empty matches nobody', async () => {
  written.contoso = { tenant: '', key: 'env:CONTOSO' };
  opens['contoso-key'] = '';

  await expect(connections().open(contoso, vendor, untested)).rejects.toThrow('Wrong organisation');
});

test('production wants a connection that was tested', async () => {
  const opening = connections().open(contoso, vendor, tested);

  await expect(opening).rejects.toMatchObject({
    definite: true,
    remedy: expect.stringContaining('npx msp check --customer contoso'),
  });
});

test('a tested connection is open for production, until its credential changes', async () => {
  await wasTested('contoso-key');
  const { open } = connections();
  await expect(open(contoso, vendor, tested)).resolves.toBeDefined();

  opens['other-key'] = 'tenant-c';
  credentials['env:CONTOSO'] = 'other-key';

  await expect(open(contoso, vendor, tested)).rejects.toThrow('was not tested');
});

test('a tested connection is closed again when desk.yaml says something else of it', async () => {
  await wasTested('contoso-key');

  written.contoso = { tenant: 'tenant-n', key: 'env:CONTOSO' };
  opens['contoso-key'] = 'tenant-n';

  await expect(connections().open(contoso, vendor, tested)).rejects.toThrow('was not tested');
});

test("another secret of a webhook's closes nothing and opens no lock", async () => {
  await wasTested('contoso-key');

  written.contoso = { tenant: 'tenant-c', key: 'env:CONTOSO', inbox: { secret: 'env:HOOK' } };

  await expect(connections().open(contoso, vendor, tested)).resolves.toBeDefined();
});

test('a test that did not end well opens nothing', async () => {
  await standings.learn('contoso', 'vendor', { credential: fingerprintWith('contoso-key') });

  await expect(connections().open(contoso, vendor, tested)).rejects.toThrow('was not tested');
});

test('a test that finds everything well opens production, for the credential it was made with', async () => {
  const { open, test: look } = connections();
  await expect(open(contoso, vendor, tested)).rejects.toThrow('was not tested');

  const findings = await look(contoso, vendor, signal);

  expect(findings?.filter(({ ok }) => !ok)).toEqual([]);
  await expect(open(contoso, vendor, tested)).resolves.toBeDefined();
  credentials['env:CONTOSO'] = 'other-key';
  await expect(open(contoso, vendor, tested)).rejects.toThrow('was not tested');
});

test('a test that finds something missing opens nothing', async () => {
  mayLook = false;
  const { open, test: look } = connections();

  expect(await look(contoso, vendor, signal)).toContainEqual({ what: 'Permission to look', ok: false });

  await expect(open(contoso, vendor, tested)).rejects.toThrow('was not tested');
});

test('a test that finds something missing closes production, which an earlier one had opened', async () => {
  await wasTested('contoso-key');
  const { open, test: look } = connections();
  mayLook = false;

  await look(contoso, vendor, signal);

  await expect(open(contoso, vendor, tested)).rejects.toThrow('was not tested');
});

test('a vendor that is away for a moment closes nothing', async () => {
  await wasTested('contoso-key');
  const { open, test: look } = connections();
  isAway = true;

  await look(contoso, vendor, signal);

  isAway = false;
  await expect(open(contoso, vendor, tested)).resolves.toBeDefined();
});

test("a test that opens another organisation's data locks the credential, and a later one that does not ends the lock", async () => {
  written.contoso = { tenant: 'tenant-f', key: 'env:CONTOSO' };
  const { open, test: look } = connections();
  expect(await look(contoso, vendor, signal)).toContainEqual(
    expect.objectContaining({ what: "The credential opens another organisation's data", ok: false }),
  );
  await expect(open(contoso, vendor, untested)).rejects.toThrow('Wrong organisation');
  expect(alerts).toHaveLength(1);

  written.contoso = { tenant: 'tenant-c', key: 'env:CONTOSO' };
  await look(contoso, vendor, signal);

  await expect(open(contoso, vendor, tested)).resolves.toBeDefined();
});

test('a credential that is not there is found before anything is sent', async () => {
  written.contoso = { tenant: 'tenant-c', key: 'env:NOBODY' };
  expect(await connections().test(contoso, vendor, signal)).toEqual([
    { what: "Vendor: The credential can't be read.", ok: false, remedy: 'There is none. Put it there.' },
  ]);
});

test('what desk.yaml does not name is not tested', async () => {
  delete written.contoso;

  expect(await connections().test(contoso, vendor, signal)).toBeUndefined();
});
