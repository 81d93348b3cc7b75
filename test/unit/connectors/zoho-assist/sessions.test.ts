import { expect, test } from 'vitest';
import { openContoso } from './stage.ts';

test('a session is made for a person, and both of its links are sealed', async () => {
  const { contoso, department, sealed } = openContoso();

  const made = await contoso.run('createSession', { participant: 'ada@contoso.com', kind: 'screen-share' });

  const [session] = department.sessions();
  expect(session).toMatchObject({ type: 'dm', customer: 'ada@contoso.com' });
  expect(made).toEqual({
    sessionId: session?.session_id,
    participant: 'ada@contoso.com',
    technicianLink: 'sealed:technicianLink',
    customerLink: 'sealed:customerLink',
  });
  expect(sealed.get('sealed:technicianLink')).toBe(session?.technician_url);
  expect(sealed.get('sealed:customerLink')).toBe(session?.customer_url);
  expect(JSON.stringify(made)).not.toContain('https:');
});

test('a technician gets onto the device that was approved', async () => {
  const { contoso, department, sealed } = openContoso();
  for (let count = 0; count < 60; count++) department.addDevice();
  const { resource_id: deviceId, display_name: device } = department.addDevice();

  const started = await contoso.run('startUnattendedSession', { deviceId, device });

  const [session] = department.sessions();
  expect(started).toEqual({ sessionId: session?.session_id, device, technicianLink: 'sealed:technicianLink' });
  expect(sealed.get('sealed:technicianLink')).toBe(session?.technician_url);
});

test('a device that is switched off, unknown or known by another name now is not reached', async () => {
  const { contoso, department } = openContoso();
  const off = department.addDevice({ online: false });
  const on = department.addDevice();
  const reach = (deviceId: string, device: string) => contoso.run('startUnattendedSession', { deviceId, device });

  await expect(reach(off.resource_id, off.display_name)).rejects.toMatchObject({
    message: 'Zoho Assist: Not accepted (the device is offline).',
    definite: true,
    remedy: expect.stringContaining('switch the device on'),
  });
  await expect(reach('8100', on.display_name)).rejects.toMatchObject({ kind: 'notFound', definite: true });
  await expect(reach(on.resource_id, 'SERVER-1')).rejects.toMatchObject({ kind: 'notFound', definite: true });
  expect(department.sessions()).toEqual([]);
});

test("another customer's device is not reached, whatever is said about it", async () => {
  const { contoso, fake } = openContoso();
  fake.enrol('fabrikam');
  const { resource_id: deviceId, display_name: device } = fake.department('fabrikam').addDevice();

  await expect(contoso.run('startUnattendedSession', { deviceId, device })).rejects.toMatchObject({ kind: 'notFound' });
  expect(fake.department('fabrikam').sessions()).toEqual([]);
});

test('past sessions come newest first from all pages, each once', async () => {
  const { contoso, department } = openContoso();
  for (let count = 0; count < 120; count++) department.addPastSession();
  const period = { from: '2026-11-01T00:00:00Z', to: '2026-11-30T00:00:00Z' };

  const { sessions } = Object(await contoso.run('getSessionHistory', period));

  expect(sessions).toHaveLength(120);
  expect(sessions[0]).toEqual({
    sessionId: String(department.past().at(-1)?.session_id),
    startedAt: '2026-11-12T11:29:00.000Z',
    minutes: 24,
    technician: 'tess@msp.example',
  });
});

test('only sessions of the wanted time and kind are told', async () => {
  const { contoso, department } = openContoso();
  department.addPastSession();
  department.addPastSession({ session_type: 'URS', session_id: '71' });
  department.addPastSession({ session_type: 'URS', start_time: Date.parse('2026-10-01T00:00:00Z') });
  const period = { from: '2026-11-01T00:00:00Z', to: '2026-11-30T00:00:00Z' };

  const { sessions } = Object(await contoso.run('getSessionHistory', { ...period, kind: 'unattended' }));

  expect(sessions).toMatchObject([{ sessionId: '71' }]);
});

test('a session that has not ended yet is told too', async () => {
  const { contoso, department, before } = openContoso();
  department.addPastSession({ session_id: '71' });
  const [{ end_time: _, ...running } = {}] = department.past();
  const answer = { status: 200, body: { representation: [running] } };
  before(({ path }) => (path === '/api/v2/reports' ? answer : undefined));
  const period = { from: '2026-11-01T00:00:00Z', to: '2026-11-30T00:00:00Z' };

  const { sessions } = Object(await contoso.run('getSessionHistory', period));

  expect(sessions).toMatchObject([{ sessionId: '71', minutes: 0 }]);
});

test('notes go to our own records, and the answer says where they are', async () => {
  const { contoso, notes, requests } = openContoso();
  const kept = { sessionId: '700100200', ticketId: 'T-1042', text: 'Replaced the driver.' };

  const answer = await contoso.run('addSessionNotes', kept);

  expect(answer).toEqual({ sessionId: '700100200', ticketId: 'T-1042', keptIn: ['session-record'] });
  expect(notes).toEqual([kept]);
  expect(requests).toEqual([]);
});
