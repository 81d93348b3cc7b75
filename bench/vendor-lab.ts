import { samples as atera } from '../test/fakes/vendors/atera.ts';
import { samples as graph } from '../test/fakes/vendors/graph.ts';
import { openLab } from '../test/fakes/vendors/lab.ts';
import { samples as serviceNow } from '../test/fakes/vendors/servicenow.ts';
import type { Enrolled, FakeVendor } from '../test/fakes/vendors/vendor.ts';
import { samples as zohoAssist } from '../test/fakes/vendors/zoho-assist.ts';
import { samples as zohoDesk } from '../test/fakes/vendors/zoho-desk.ts';
import { LabOrder, type LabReady } from './connector-orders.ts';

// The vendors of bench/connectors.ts, in a process of their own, so that only the desk's side is measured.

const openVendor = {
  graph: (order) => opened(graph.open(), order),
  zohoDesk: (order) => opened(zohoDesk.open(), order),
  zohoAssist: (order) => opened(zohoAssist.open(), order),
  atera(order) {
    const fake = atera.open();
    const ready = opened(fake, order);
    for (let count = 1; count <= order.agents; count++) fake.addAgent('c0', { name: `PC-${count}` });
    return ready;
  },
  serviceNow(order) {
    const fake = serviceNow.open();
    const ready = opened(fake, order);
    fake.instance('c0').addIncident({ number: 'INC0010001', short_description: 'Mail does not arrive' });
    return ready;
  },
} satisfies Record<string, (order: LabOrder) => Promise<LabReady[string]>>;

process.once('message', async (message) => {
  const order = LabOrder.parse(message);
  const entries = Object.entries(openVendor).map(async ([name, open]) => [name, await open(order)]);
  process.send?.(Object.fromEntries(await Promise.all(entries)));
});
process.once('disconnect', () => process.exit());

/** A lab of its own for each, because two of them share a host. */
async function opened(fake: FakeVendor, { customers }: LabOrder): Promise<LabReady[string]> {
  const enrolled: Record<string, Enrolled> = {};
  for (let count = 0; count < customers; count++) enrolled[`c${count}`] = fake.enrol(`c${count}`);
  const { proxy, ca } = await openLab([fake]);
  return { proxy, ca, enrolled };
}
