import { expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { pagesIn } from '../../../src/desk/pages.ts';
import { Workflow } from '../../../src/domain/workflow.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const evil = 'https://evil.example/sign-in';
const page = 'https://desk.example/tickets/101';
const workflow = Workflow.parse({
  name: 'hand-over',
  title: 'Hand over',
  summary: 'Hands over.',
  version: 1,
  'edited-by': 'release',
  end: 'assigned',
  steps: { open: { operation: 'zohoDesk.createTicket' } },
  result: 'Done.',
});
const facts = (answered: object) => ({
  inputs: {},
  steps: { open: answered },
  ticket: { id: 'MSP-1', subject: evil, body: evil, people: ['Ada Hill'] },
  requester: { name: evil, contact: evil },
  customer: { id: 'contoso', name: 'Contoso' },
});

test('the page that an operation answered with can be opened', () => {
  expect(pagesIn('It is here: ${steps.open.page}', workflow, facts({ page }), registry)).toEqual([page]);
});

test('an address in what somebody wrote can not, whoever repeats it', () => {
  const text = 'Look at ${ticket.subject} of ${requester.name}: ${steps.open.number}, ${steps.open.subject}';

  expect(pagesIn(text, workflow, facts({ number: evil, subject: evil }), registry)).toEqual([]);
});

test.each(['http://desk.example/1', 'javascript:alert(1)', 7, undefined])('%s is not a page', (value) => {
  expect(pagesIn('${steps.open.page}', workflow, facts({ page: value }), registry)).toEqual([]);
});
