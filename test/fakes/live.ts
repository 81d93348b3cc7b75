import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Customer, Mode } from '../../src/domain/customer.ts';
import type { Connections } from './desk-yaml.ts';
import { type Lab, openLab } from './vendors/lab.ts';
import type { Enrolled, FakeVendor } from './vendors/vendor.ts';

/** Vendors by the name of the connector that talks to them. */
export type Vendors = Readonly<Record<string, FakeVendor>>;

/** Customers whose systems stand in a lab, with their credentials in files as an operator would keep them. */
export interface Live {
  readonly lab: Lab;
  readonly connections: Connections;
  readonly modes: Customer['modes'];
}

export async function goLive(
  vendors: Vendors,
  customers: readonly string[],
  folder: string,
  { mode = 'sandbox', beside = [] }: { readonly mode?: Mode; readonly beside?: readonly FakeVendor[] } = {},
): Promise<Live> {
  const lab = await openLab([...Object.values(vendors), ...beside]);
  const secrets = join(folder, 'secrets');
  await mkdir(secrets, { recursive: true, mode: 0o700 });
  const connectionsOf = async (customer: string) => {
    const entries = Object.entries(vendors).map(async ([connector, vendor]) => {
      const file = (reference: string) => join(secrets, `${customer}-${connector}-${reference.replace(/\W/g, '-')}`);
      return [connector, await inFiles(vendor.enrol(customer), file)] as const;
    });
    return [customer, Object.fromEntries(await Promise.all(entries))] as const;
  };
  return {
    lab,
    connections: Object.fromEntries(await Promise.all(customers.map(connectionsOf))),
    modes: Object.fromEntries(Object.keys(vendors).map((connector) => [connector, mode])),
  };
}

/** The same connection, whose credentials can be replaced while the desk is open. */
async function inFiles({ connection, credentials }: Enrolled, file: (reference: string) => string): Promise<object> {
  let written = JSON.stringify(connection);
  for (const [reference, value] of Object.entries(credentials)) {
    await writeFile(file(reference), value, { mode: 0o600 });
    written = written.replaceAll(JSON.stringify(reference), JSON.stringify(`file:${file(reference)}`));
  }
  return JSON.parse(written);
}
