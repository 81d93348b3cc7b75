import { expect, test } from 'vitest';
import { openContoso } from './stage.ts';

test("all of the department's devices are listed by name, however many pages they fill", async () => {
  const { contoso, department } = openContoso();
  for (let count = 0; count < 101; count++)
    department.addDevice({ display_name: `PC-${String(count).padStart(3, '0')}` });

  const { devices } = Object(await contoso.run('listDevices', {}));

  expect(devices.map(({ device }: { device: string }) => device)).toEqual(
    department.devices().map(({ display_name }) => display_name),
  );
});

test('a device is found by its name in any case, with its exact id and whether it can be reached', async () => {
  const { contoso, department } = openContoso();
  department.addDevice({ display_name: 'CONTOSO-PC-170' });
  const { resource_id: deviceId } = department.addDevice({ display_name: 'CONTOSO-PC-17', online: false });

  const found = await contoso.run('listDevices', { device: 'contoso-pc-17' });

  expect(found).toEqual({ devices: [{ deviceId, device: 'CONTOSO-PC-17', online: false }] });
});

test.each([
  ['beside the id', { resource_id: '81', display_name: 'PC-1', is_online: true }],
  ['inside the details', { display_name: 'PC-1', device_info: { computer_id: '81', name: 'X', status: 'Online' } }],
])('a device is understood where its state stands %s', async (_, device) => {
  const { contoso, before } = openContoso();
  const devices = (representation: unknown) => ({ status: 200, body: { representation } });
  before(({ path }) => (path === '/api/v2/devices' ? devices({ computers: [device] }) : undefined));

  expect(await contoso.run('listDevices', {})).toEqual({ devices: [{ deviceId: '81', device: 'PC-1', online: true }] });
});

test('an id that was read as a number is refused, because it may be another one', async () => {
  const { contoso, before } = openContoso();
  const device = { resource_id: 8_100_000_000_000_000_000, display_name: 'PC-1', is_online: true };
  before(({ path }) => (path === '/api/v2/devices' ? { status: 200, body: { representation: [device] } } : undefined));

  await expect(contoso.run('listDevices', {})).rejects.toMatchObject({ message: /Unreadable answer/ });
});
