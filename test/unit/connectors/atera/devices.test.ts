import { expect, test } from 'vitest';
import { openStage } from './stage.ts';

const GB = 1024;

test('a device is found by its name, with what is free on its system disk', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  const agent = fake.addAgent('contoso', { name: 'CONTOSO-PC-17', disk: { free: 2.44 * GB, total: 237 * GB } });

  const found = await contoso.run('findAgent', { device: 'contoso-pc-17' });

  expect(found).toEqual({
    agentId: agent.id,
    name: 'CONTOSO-PC-17',
    online: true,
    freeDiskGb: 2.4,
    totalDiskGb: 237,
  });
});

test("another customer's device with the same name is not found, nor counted as a second one", async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  enrol('fabrikam');
  fake.addAgent('fabrikam', { name: 'RECEPTION' });

  await expect(contoso.run('findAgent', { device: 'RECEPTION' })).rejects.toMatchObject({
    kind: 'notFound',
    definite: true,
  });

  const own = fake.addAgent('contoso', { name: 'RECEPTION' });
  await expect(contoso.run('findAgent', { device: 'RECEPTION' })).resolves.toMatchObject({ agentId: own.id });
});

test('two devices with one name are refused, also when the second stands on a later page', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  enrol('fabrikam');
  fake.addAgent('contoso', { name: 'RECEPTION' });
  for (let i = 0; i < 60; i++) fake.addAgent('fabrikam', { name: 'RECEPTION' });
  fake.addAgent('contoso', { name: 'RECEPTION' });

  await expect(contoso.run('findAgent', { device: 'RECEPTION' })).rejects.toMatchObject({
    kind: 'conflict',
    remedy: expect.stringContaining('technician'),
  });
});

test('a device that moves to the next page while the list is read is one device', async () => {
  const { enrol, before } = openStage();
  const contoso = enrol('contoso');
  const agent = { AgentID: 17, CustomerID: contoso.number, MachineName: 'RECEPTION', Online: true };
  before(() => ({ status: 200, body: { items: [agent], totalPages: 2 } }));

  await expect(contoso.run('findAgent', { device: 'RECEPTION' })).resolves.toMatchObject({ agentId: 17 });
});

test('a longer name that begins alike is another device', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  fake.addAgent('contoso', { name: 'PC-17-OLD' });

  await expect(contoso.run('findAgent', { device: 'PC-17' })).rejects.toMatchObject({ kind: 'notFound' });
});

test.each(['..', '.', '../agents', 'a/b', 'pc?x=1', 'pc#1', '%2e%2e'])(
  'a device named %j is looked up by that name and asks for nothing else',
  async (device) => {
    const { enrol, requests } = openStage();
    const contoso = enrol('contoso');

    await expect(contoso.run('findAgent', { device })).rejects.toMatchObject({ kind: 'notFound' });

    for (const { url } of requests)
      expect(new URL(url).pathname).toBe(`/api/v3/agents/machine/${encodeURIComponent(device)}`);
  },
);

test("another customer's agent is not found by its number", async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  enrol('fabrikam');
  const theirs = fake.addAgent('fabrikam', { name: 'FABRIKAM-PC' });

  await expect(contoso.run('getAgent', { agentId: theirs.id })).rejects.toMatchObject({
    kind: 'notFound',
    message: 'Atera: Not found.',
  });
});

test('the state of a device takes one request, and says what is free now', async () => {
  const { fake, enrol, requests } = openStage();
  const contoso = enrol('contoso');
  const agent = fake.addAgent('contoso', { name: 'CONTOSO-PC-17' });

  const state = await contoso.run('getAgent', { agentId: agent.id });

  expect(state).toMatchObject({
    freeDiskGb: 2.4,
    totalDiskGb: 237,
    operatingSystem: 'Microsoft Windows 11 Pro x64',
    lastSeenAt: '2026-11-23T03:58:11.123Z',
  });
  expect(requests).toHaveLength(1);
});

test('a device whose disk was never reported is found, and only its reading is missing', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  const agent = fake.addAgent('contoso', { name: 'NEW-PC' });
  agent.disk = undefined;

  await expect(contoso.run('findAgent', { device: 'NEW-PC' })).resolves.toEqual({
    agentId: agent.id,
    name: 'NEW-PC',
    online: true,
  });
  await expect(contoso.run('getAgent', { agentId: agent.id })).rejects.toMatchObject({ kind: 'notFound' });
});

test('two thousand devices are listed fifty a page, each once', async () => {
  const { fake, enrol, requests } = openStage();
  const contoso = enrol('contoso');
  enrol('fabrikam');
  for (let i = 0; i < 2_000; i++) fake.addAgent(i % 2 === 0 ? 'contoso' : 'fabrikam', { name: `PC-${i}` });
  for (let i = 0; i < 1_000; i++) fake.addAgent('contoso', { name: `LAPTOP-${i}` });

  const seen = new Set<number>();
  for (let page = 1, more = true; more; page++) {
    const answer = await contoso.run('listAgents', { page });
    expect(answer.agents.length).toBeLessThanOrEqual(50);
    for (const { agentId } of answer.agents) seen.add(agentId);
    more = answer.more;
  }

  expect(seen.size).toBe(2_000);
  expect(requests).toHaveLength(40);
});

test("a page of the customer's devices that holds another customer's leaves it out", async () => {
  const { fake, enrol, before } = openStage();
  const contoso = enrol('contoso');
  const fabrikam = enrol('fabrikam');
  const own = fake.addAgent('contoso', { name: 'OURS' });
  const theirs = { AgentID: 9_999, CustomerID: fabrikam.number, MachineName: 'THEIRS' };
  const ours = { AgentID: own.id, CustomerID: contoso.number, MachineName: 'OURS' };
  before(() => ({ status: 200, body: { items: [theirs, ours, ours], totalPages: 1 } }));

  const { agents } = await contoso.run('listAgents', {});

  expect(agents).toEqual([{ agentId: own.id, name: 'OURS', online: false }]);
});

test('the devices where somebody signed in last come first, however the device writes their name', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso');
  enrol('fabrikam');
  fake.addAgent('contoso', { name: 'A-PC', lastUser: 'CONTOSO\\tom' });
  for (let i = 10; i < 70; i++) fake.addAgent('contoso', { name: `M-PC-${i}` });
  fake.addAgent('contoso', { name: 'Z-PC', lastUser: 'CONTOSO\\Ada' });
  fake.addAgent('contoso', { name: 'Y-PC', lastUser: 'ada@contoso.com' });
  fake.addAgent('contoso', { name: 'X-PC', lastUser: 'ada@elsewhere.com' });
  fake.addAgent('fabrikam', { name: 'W-PC', lastUser: 'ada' });

  const { devices } = (await contoso.run('devicesFor', { user: 'ada@contoso.com' })) as {
    devices: { name: string; own: boolean }[];
  };

  expect(devices.map(({ name }) => name).slice(0, 4)).toEqual(['Y-PC', 'Z-PC', 'A-PC', 'M-PC-10']);
  expect(devices.filter(({ own }) => own)).toHaveLength(2);
  expect(devices).toHaveLength(25);
});
