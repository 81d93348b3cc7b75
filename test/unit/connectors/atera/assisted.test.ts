import { expect, test } from 'vitest';
import { openStage } from './stage.ts';

const GB = 1024;

function withDevice(more: { online?: boolean; page?: string | null } = {}) {
  const stage = openStage();
  const contoso = stage.enrol('contoso');
  const agent = stage.fake.addAgent('contoso', { name: 'CONTOSO-PC-17', ...more });
  return { ...stage, contoso, agent, target: { agentId: agent.id, device: 'CONTOSO-PC-17' } };
}

test('a clean-up is asked of a technician, and nothing is said to be done', async () => {
  const { fake, contoso, agent, target } = withDevice();

  const asked = await contoso.run('runDiskCleanup', target);

  const [ticket] = fake.ticketsOf('contoso');
  expect(asked).toEqual({
    status: 'waiting-for-technician',
    device: 'CONTOSO-PC-17',
    script: 'clean-up-disk',
    ticketId: ticket?.id,
    ticketNumber: `${(ticket?.id ?? 0) - 1000}`,
    consolePage: agent.page,
    freeDiskGbBefore: 2.4,
    totalDiskGb: 237,
  });
  expect(agent.disk?.free).toBe(2.4 * GB);
});

test('the words of the ticket are enough for the technician, and the device shows it afterwards', async () => {
  const { fake, contoso, agent, target } = withDevice();
  await contoso.run('runDiskCleanup', target);

  fake.technicianRuns('clean-up-disk');

  await expect(contoso.run('getAgent', { agentId: agent.id })).resolves.toMatchObject({ freeDiskGb: 31.4 });
});

test('the ticket says where, what and with which values, and that nothing else is to be run', async () => {
  const { fake, contoso, agent, target } = withDevice();

  await contoso.run('executeScript', { ...target, script: { id: 'restart-service', service: 'print-spooler' } });

  const [ticket] = fake.ticketsOf('contoso');
  expect(ticket).toMatchObject({
    title: 'Run restart-service on CONTOSO-PC-17',
    type: 'Request',
    priority: 'High',
    contact: { email: 'desk@contoso.example' },
  });
  for (const words of [
    `Open the device: ${agent.page}`,
    `It must be CONTOSO-PC-17 (agent ${agent.id}).`,
    'Run the script "restart-service" from the script library.',
    'service = Spooler',
    'Run nothing else for this ticket.',
    '2.4 of 237 GB',
  ])
    expect(ticket?.description).toContain(words);
});

test.each([
  ['that is switched off', { online: false }, "can't be reached now"],
  ['that has another name by now', { name: 'CONTOSO-PC-18' }, 'another name'],
])('nobody is asked for a device %s', async (_, change, why) => {
  const { fake, contoso, agent, target } = withDevice();
  Object.assign(agent, change);

  await expect(contoso.run('runDiskCleanup', target)).rejects.toMatchObject({
    definite: true,
    message: expect.stringContaining(why),
  });
  expect(fake.ticketsOf('contoso')).toEqual([]);
});

test("nobody is asked for another customer's device", async () => {
  const { fake, enrol, contoso } = withDevice();
  enrol('fabrikam');
  const theirs = fake.addAgent('fabrikam', { name: 'CONTOSO-PC-17' });

  await expect(
    contoso.run('executeScript', {
      agentId: theirs.id,
      device: 'CONTOSO-PC-17',
      script: { id: 'flush-dns-cache' },
    }),
  ).rejects.toMatchObject({ kind: 'notFound', definite: true });
  expect([...fake.ticketsOf('contoso'), ...fake.ticketsOf('fabrikam')]).toEqual([]);
});

test('without a contact for such tickets nobody is asked, and the refusal says what to set', async () => {
  const { fake, enrol } = openStage();
  const contoso = enrol('contoso', { contact: undefined });
  const agent = fake.addAgent('contoso', { name: 'CONTOSO-PC-17' });

  await expect(contoso.run('runDiskCleanup', { agentId: agent.id, device: agent.name })).rejects.toMatchObject({
    definite: true,
    remedy: expect.stringContaining('connectors.atera.contact'),
  });
});

test.each([
  'https://evil.example/login',
  'http://app.atera.com/x',
  'https://app.atera.com.evil.example',
  'javascript:1',
  null,
])('a technician is never sent to %j', async (page) => {
  const { contoso, fake, target } = withDevice({ page });

  const { consolePage } = await contoso.run('runDiskCleanup', target);

  expect(consolePage).toBe('https://app.atera.com/new/devices');
  expect(fake.ticketsOf('contoso')[0]?.description).not.toContain('evil');
});

test('what was asked is found again by its call', async () => {
  const { contoso, target } = withDevice();
  const asked = await contoso.run('runDiskCleanup', target, 'run-1:clean-up');

  await expect(contoso.find('runDiskCleanup', target, 'run-1:clean-up')).resolves.toEqual(asked);
  await expect(contoso.find('runDiskCleanup', target, 'run-2:clean-up')).rejects.toMatchObject({ definite: false });
});

test('no text that somebody wrote can become a script or a value of one', async () => {
  const { fake, contoso, target } = withDevice();

  for (const script of [
    { id: 'format-disk' },
    { id: 'restart-service', service: 'Spooler; Remove-Item C:' },
    { id: 'flush-dns-cache', command: 'whoami' },
    'whoami',
  ])
    await expect(contoso.run('executeScript', { ...target, script })).rejects.toThrow();
  expect(fake.ticketsOf('contoso')).toEqual([]);
});
