import { expect, test } from 'vitest';
import { findAgent } from '../../../src/connectors/atera/operations/find-agent.ts';
import { listAgents } from '../../../src/connectors/atera/operations/list-agents.ts';
import { demoAnswer } from '../../../src/connectors/demo-answer.ts';
import { getUser } from '../../../src/connectors/graph/operations/get-user.ts';
import { updateTicket } from '../../../src/connectors/zoho-desk/operations/update-ticket.ts';

test('asking for somebody else answers with that name everywhere', () => {
  expect(demoAnswer(getUser.example, { user: 'bob@contoso.com' })).toMatchObject({
    account: 'bob@contoso.com',
    displayName: 'bob@contoso.com',
    enabled: true,
  });
});

test('a value is taken over under another name', () => {
  expect(demoAnswer(findAgent.example, { device: 'CONTOSO-PC-99' })).toMatchObject({ name: 'CONTOSO-PC-99' });
});

test('a number is taken over by its name, and equal numbers elsewhere stay', () => {
  const example = { input: { page: 1 }, output: { page: 1, minutes: 1 } };

  expect(demoAnswer(example, { page: 7 })).toEqual({ page: 7, minutes: 1 });
  expect(demoAnswer(listAgents.example, { page: 7 })).toMatchObject({ page: 7, more: false });
});

test('what was not asked stays as the example says', () => {
  expect(demoAnswer(updateTicket.example, { ticketId: '7' })).toEqual({ ticketId: '7', status: 'on-hold' });
});

test('the example itself is never changed', () => {
  const before = structuredClone(getUser.example);

  demoAnswer(getUser.example, { user: 'bob@contoso.com' });

  expect(getUser.example).toEqual(before);
});
