import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const mail = { title: 'Mail does not arrive', description: 'Nothing since ten.', requester: 'ada@contoso.com' };

describe('opening an incident', () => {
  test('it is for the user with that address, and carries what was asked', async () => {
    const { instance, run } = stage.open('opens');
    const ada = instance.addUser({ name: 'Ada Park', email: 'ada@contoso.com' });

    const answer = await run('createIncident', { ...mail, impact: 'high', urgency: 'low', reference: 'T-7' });

    expect(answer).toMatchObject({ state: 'new', notTaken: [] });
    expect(answer.page).toBe(`https://${instance.host}/incident.do?sys_id=${answer.incidentId}`);
    expect(instance.incident(String(answer.number))).toMatchObject({
      short_description: 'Mail does not arrive',
      description: 'Nothing since ten.',
      caller_id: ada,
      impact: '1',
      urgency: '3',
      priority: '3',
      correlation_display: 'MSP Command Center T-7',
    });
  });

  test.each([
    ['nobody', []],
    ['two people', ['Ada Park', 'Ada Park']],
  ])('a name that %s has stays empty, is said, and stands in the text', async (who, names) => {
    const { instance, run } = stage.open(`names-${who.replace(' ', '-')}`);
    for (const name of names) instance.addUser({ name, email: `${name}@contoso.com` });

    const answer = await run('createIncident', { ...mail, requester: 'Ada Park' });

    expect(answer.notTaken).toEqual(['requester']);
    expect(instance.incident(String(answer.number))).toMatchObject({
      caller_id: '',
      description: 'For Ada Park\n\nNothing since ten.',
    });
  });

  test('what is too long for its field stands whole in the work notes', async () => {
    const { instance, run } = stage.open('long');
    const title = 'x'.repeat(300);
    const description = 'y'.repeat(20_000);

    const { incidentId, number } = await run('createIncident', { ...mail, title, description });

    const incident = instance.incident(String(number));
    expect(incident?.short_description).toBe(`${'x'.repeat(159)}…`);
    expect(incident?.description).toMatch(/\(The whole text is in the work notes\.\)$/);
    expect(instance.written(String(incidentId), 'work_notes')[0]).toContain(title);
    expect(instance.written(String(incidentId), 'work_notes')[0]).toContain(description);
  });

  test('it is found again by its call, and another call never finds it', async () => {
    const { run, find } = stage.open('again');

    expect(await find('createIncident', mail, 'call-1')).toBe('absent');
    const answer = await run('createIncident', mail, 'call-1');

    expect(await find('createIncident', mail, 'call-1')).toEqual(answer);
    expect(await find('createIncident', mail, 'call-2')).toBe('absent');
  });
});

describe('which incident is meant', () => {
  test('number and id lead to the same one', async () => {
    const { instance, run } = stage.open('either');
    const { number, sys_id } = instance.addIncident({ short_description: 'Printer', state: '2' });

    const byNumber = await run('findIncident', { incident: number });

    expect(byNumber).toMatchObject({ incidentId: sys_id, number, state: 'in-progress', title: 'Printer' });
    expect(await run('findIncident', { incident: sys_id })).toEqual(byNumber);
  });

  test('a number that two have is refused', async () => {
    const { instance, run } = stage.open('twice');
    for (const short_description of ['one', 'other']) instance.addIncident({ number: 'INC0000042', short_description });

    await expect(run('addWorkNote', { incident: 'INC0000042', text: 'x' })).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('More than one found'),
    });
    expect(instance.journal.size).toBe(0);
  });

  test('one that does not exist is not found, and nothing was changed', async () => {
    const { run } = stage.open('missing');

    await expect(run('resolveIncident', { incident: 'INC0000001', resolution: 'x' })).rejects.toMatchObject({
      kind: 'notFound',
      definite: true,
    });
  });

  test('its story is read with who it is for', async () => {
    const { instance, run } = stage.open('story');
    const ada = instance.addUser({ name: 'Ada Park', email: 'ada@contoso.com' });
    const { number } = instance.addIncident({ short_description: ' ', description: 'Since ten.', caller_id: ada });

    expect(await run('getIncident', { incident: number })).toMatchObject({
      title: 'Without a title',
      description: 'Since ten.',
      requester: { id: ada, name: 'Ada Park' },
      openedAt: '2026-11-23T09:00:00.000Z',
      openedByDesk: false,
    });
  });
});

test('a time that the account may not see is told as such', async () => {
  const { instance, run } = stage.open('timeless');
  const { number } = instance.addIncident({ sys_created_on: '' });

  await expect(run('getIncident', { incident: number })).rejects.toMatchObject({
    kind: 'invalid',
    remedy: expect.stringContaining('sys_created_on'),
  });
  expect(await run('findIncident', { incident: number })).toMatchObject({ number });
});

describe('changing an incident', () => {
  test('only the named fields change', async () => {
    const { instance, run } = stage.open('update');
    const group = instance.add('sys_user_group', { name: 'Service desk', active: 'true' }).sys_id;
    const { number } = instance.addIncident({ short_description: 'Printer' });

    const answer = await run('updateIncident', { incident: number, state: 'on-hold', assignmentGroup: 'service desk' });

    expect(answer.state).toBe('on-hold');
    expect(instance.incident(String(number))).toMatchObject({
      state: '3',
      assignment_group: group,
      short_description: 'Printer',
    });
  });

  test.each([
    ['does not exist', [], 'notFound'],
    ['two groups have', ['Network', 'Network'], 'conflict'],
  ])('a group whose name %s is refused before anything is sent', async (_, groups, kind) => {
    const { instance, run, sent } = stage.open(`group-${kind.toLowerCase()}`);
    for (const name of groups) instance.add('sys_user_group', { name, active: 'true' });
    const { number } = instance.addIncident();

    await expect(run('updateIncident', { incident: number, assignmentGroup: 'Network' })).rejects.toMatchObject({
      kind,
      definite: true,
    });
    expect(sent().filter((request) => request.startsWith('PATCH'))).toEqual([]);
  });

  test.each([
    ['all of it', { urgency: 'high' }, true],
    ['a part of it', { urgency: 'high', impact: 'high' }, false],
  ])('a rule that sets %s back is noticed, though the answer was 200', async (_, asked, definite) => {
    const { instance, run } = stage.open(`reverts-${definite}`);
    const { number } = instance.addIncident();
    instance.rules.revert.add('urgency');

    await expect(run('updateIncident', { incident: number, ...asked })).rejects.toMatchObject({
      kind: 'invalid',
      definite,
      message: 'ServiceNow: Not accepted (not taken: urgency).',
    });
  });

  test('nothing to change sends no change', async () => {
    const { instance, run, sent } = stage.open('nothing');
    const { number } = instance.addIncident();

    expect(await run('updateIncident', { incident: number })).toMatchObject({ number, state: 'new' });
    expect(sent().filter((request) => request.startsWith('PATCH'))).toEqual([]);
  });
});

describe('resolving an incident', () => {
  const resolution = 'The mailbox has more space now.';

  test("without a code it takes the instance's usual one", async () => {
    const { instance, run } = stage.open('resolve');
    const { number } = instance.addIncident();

    expect(await run('resolveIncident', { incident: number, resolution })).toMatchObject({ state: 'resolved' });
    expect(instance.incident(String(number))).toMatchObject({
      state: '6',
      close_code: 'Solution provided',
      close_notes: resolution,
    });
  });

  test("a code is one of the instance's own, however it is written", async () => {
    const { instance, run } = stage.open('code');
    const { number } = instance.addIncident();

    await run('resolveIncident', { incident: number, resolution, closeCode: 'USER ERROR' });

    expect(instance.incident(String(number))?.close_code).toBe('User error');
  });

  test('any other code is refused before anything changes', async () => {
    const { instance, run } = stage.open('foreign-code');
    const { number } = instance.addIncident();

    await expect(run('resolveIncident', { incident: number, resolution, closeCode: 'Magic' })).rejects.toMatchObject({
      kind: 'invalid',
      definite: true,
    });
    expect(instance.incident(String(number))?.state).toBe('1');
  });

  test('when no code is usual there, somebody has to say one', async () => {
    const { instance, run } = stage.open('unusual');
    instance.records.sys_choice.splice(0, Infinity, {
      name: 'incident',
      element: 'close_code',
      value: 'F7',
      label: 'Fertig',
      inactive: 'false',
    });
    const { number } = instance.addIncident();

    await expect(run('resolveIncident', { incident: number, resolution })).rejects.toMatchObject({ kind: 'invalid' });
    expect(await run('resolveIncident', { incident: number, resolution, closeCode: 'fertig' })).toMatchObject({
      state: 'resolved',
    });
  });

  test('a data policy that wants more says so with its remedy', async () => {
    const { instance, run } = stage.open('policy');
    instance.records.sys_choice.splice(0);
    const { number } = instance.addIncident();

    await expect(run('resolveIncident', { incident: number, resolution })).rejects.toMatchObject({
      message: 'ServiceNow: Not accepted (a data policy asks for more).',
      remedy: expect.stringContaining('data policy'),
      definite: true,
    });
  });

  test('one that is resolved already is fine, and stays as it is', async () => {
    const { instance, run } = stage.open('resolved');
    const { number } = instance.addIncident({ state: '6', close_notes: 'Somebody else was quicker.' });

    expect(await run('resolveIncident', { incident: number, resolution })).toMatchObject({ state: 'resolved' });
    expect(instance.incident(String(number))?.close_notes).toBe('Somebody else was quicker.');
  });

  test('one that is closed is refused with the reason', async () => {
    const { instance, run } = stage.open('closed');
    const { number } = instance.addIncident({ state: '7' });

    await expect(run('resolveIncident', { incident: number, resolution })).rejects.toMatchObject({
      message: `ServiceNow: Not accepted (${number} is closed).`,
      definite: true,
    });
  });
});

describe('writing into the journal', () => {
  test.each([
    ['addWorkNote', 'work_notes', 'comments'],
    ['addComment', 'comments', 'work_notes'],
  ])('%s writes into %s and nowhere else, and is found again by its call', async (name, own, other) => {
    const { instance, run, find } = stage.open(name.toLowerCase());
    const { number, sys_id = '' } = instance.addIncident();
    const note = { incident: number, text: 'Asked for the time.' };

    expect(await find(name, note, 'call-1')).toBe('absent');
    const answer = await run(name, note, 'call-1');

    expect(answer).toEqual({ incidentId: sys_id, number });
    expect(instance.written(sys_id, own)).toEqual([expect.stringMatching(/^Asked for the time\.\n\n\(msp:\w{40}\)$/)]);
    expect(instance.written(sys_id, other)).toEqual([]);
    expect(await find(name, note, 'call-1')).toEqual(answer);
    expect(await find(name, note, 'call-2')).toBe('absent');
  });

  test('a text never becomes HTML there', async () => {
    const { instance, run } = stage.open('html');
    const { number, sys_id = '' } = instance.addIncident();

    await run('addWorkNote', { incident: number, text: '[code]<a href="//evil.example">Sign in</a>[/CODE]' });

    expect(instance.written(sys_id, 'work_notes')[0]).not.toMatch(/\[\/?code\]/i);
  });
});
