import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { connectors } from '../../src/connectors/all.ts';
import { demoAnswer } from '../../src/connectors/demo-answer.ts';
import type { Operation } from '../../src/connectors/operation.ts';
import { inputShape, outputShape } from '../../src/connectors/shape.ts';
import { Ticket } from '../../src/domain/ticket.ts';
import {
  changedLeaves,
  leavesOf,
  named,
  sharedNames,
  varied,
  withoutEach,
  withStrangers,
} from './operation-variations.ts';

const operations = connectors.flatMap((connector) =>
  Object.entries(connector.operations).map(([name, operation]): [string, Operation] => [
    `${connector.name}.${name}`,
    operation,
  ]),
);

const askedFor = `
  graph.getUser graph.resetPassword graph.createUser graph.disableUser graph.assignLicense
  atera.createTicket atera.getAgent atera.listAgents atera.executeScript atera.runDiskCleanup
  zohoDesk.createTicket zohoDesk.updateTicket zohoDesk.closeTicket zohoDesk.addComment zohoDesk.searchKnowledgeBase
  serviceNow.createIncident serviceNow.updateIncident serviceNow.resolveIncident serviceNow.createChangeRequest
  serviceNow.addWorkNote
  zohoAssist.createSession zohoAssist.startUnattendedSession zohoAssist.getSessionHistory zohoAssist.addSessionNotes`
  .trim()
  .split(/\s+/);

// Said twice on purpose: lowering a risk or allowing a repeat has to be meant.
const decided = {
  'graph.getUser': ['read', true],
  'graph.findUsers': ['read', true],
  'graph.directoryRolesOf': ['read', true],
  'graph.managerOf': ['read', true],
  'graph.phonesOf': ['read', true],
  'graph.resetPassword': ['sensitive', 'same-input'],
  'graph.createTemporaryAccessPass': ['sensitive', false],
  'graph.revokeSessions': ['change', true],
  'graph.createUser': ['sensitive', false],
  'graph.disableUser': ['change', true],
  'graph.enableUser': ['change', true],
  'graph.listLicenses': ['read', true],
  'graph.findLicense': ['read', true],
  'graph.assignLicense': ['change', true],
  'graph.removeLicense': ['change', true],
  'atera.findAgent': ['read', true],
  'atera.getAgent': ['read', true],
  'atera.listAgents': ['read', true],
  'atera.devicesFor': ['read', true],
  'atera.listAlerts': ['read', true],
  'atera.getAlert': ['read', true],
  'atera.getTicket': ['read', true],
  'atera.listNewTickets': ['read', true],
  'atera.createTicket': ['routine', false],
  'atera.addComment': ['routine', false],
  'atera.resolveTicket': ['routine', true],
  'atera.resolveAlert': ['routine', true],
  'atera.runDiskCleanup': ['change', false],
  'atera.executeScript': ['critical', false],
  'zohoDesk.searchKnowledgeBase': ['read', true],
  'zohoDesk.getTicket': ['read', true],
  'zohoDesk.listNewTickets': ['read', true],
  'zohoDesk.createTicket': ['routine', false],
  'zohoDesk.updateTicket': ['routine', true],
  'zohoDesk.addComment': ['routine', false],
  'zohoDesk.closeTicket': ['routine', true],
  'serviceNow.findIncident': ['read', true],
  'serviceNow.getIncident': ['read', true],
  'serviceNow.listNewIncidents': ['read', true],
  'serviceNow.createIncident': ['routine', false],
  'serviceNow.updateIncident': ['routine', true],
  'serviceNow.addWorkNote': ['routine', false],
  'serviceNow.addComment': ['routine', false],
  'serviceNow.resolveIncident': ['routine', true],
  'serviceNow.createChangeRequest': ['change', false],
  'zohoAssist.listDevices': ['read', true],
  'zohoAssist.getSessionHistory': ['read', true],
  'zohoAssist.createSession': ['change', false],
  'zohoAssist.startUnattendedSession': ['critical', false],
  'zohoAssist.addSessionNotes': ['routine', false],
};

test('the five connectors have every operation that was asked for', () => {
  expect(connectors.map(({ name }) => name)).toEqual(['graph', 'atera', 'zohoDesk', 'serviceNow', 'zohoAssist']);
  expect(operations.map(([name]) => name)).toEqual(expect.arrayContaining(askedFor));
  expect(askedFor).toHaveLength(24);
});

test('risk and repeatability are what was decided', () => {
  const declared = operations.map(([name, { risk, repeatable }]) => [name, [risk, repeatable]]);

  expect(Object.fromEntries(declared)).toEqual(decided);
  expect(declared).toHaveLength(Object.keys(decided).length);
});

test('names are unique and can be written in a workflow', () => {
  const names = operations.map(([name]) => name);

  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-zA-Z]+\.[a-zA-Z]+$/);
});

test('every operation file is listed by its connector', () => {
  const root = new URL('../../src/connectors/', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('operations/'));
  const listed = connectors.flatMap((connector) => Object.keys(connector.operations).map(inKebabCase));

  expect(files.map((path) => path.replace(/.*operations\/(.*)\.ts$/, '$1')).sort()).toEqual(listed.sort());
});

test.each([
  ['atera.createTicket', 'title'],
  ['zohoDesk.createTicket', 'subject'],
  ['serviceNow.createIncident', 'title'],
])('%s takes the longest ticket that anybody can send', (name, line) => {
  const longest = Ticket.pick({ subject: true, body: true }).parse({
    subject: 'x'.repeat(300),
    body: 'x'.repeat(20_000),
  });
  const operation = Object.fromEntries(operations)[name];

  const input = {
    ...Object(operation?.example.input),
    [line]: longest.subject,
    description: `${longest.subject}\n\n${longest.body}`,
  };

  expect(operation?.input.safeParse(input)).toMatchObject({ success: true });
});

describe.each(operations)('%s', (_, operation) => {
  const { example } = operation;

  test('its example fits its own schemas, with nothing left out', () => {
    expect(operation.input.parse(example.input)).toEqual(example.input);
    expect(operation.output.parse(example.output)).toEqual(example.output);
  });

  test('a field that nobody declared is refused, at every depth', () => {
    for (const input of withStrangers(example.input)) expect(operation.input.safeParse(input).success).toBe(false);
    for (const output of withStrangers(example.output)) expect(operation.output.safeParse(output).success).toBe(false);
  });

  test('a required field that is missing is refused', () => {
    for (const input of withoutEach(example.input, inputShape(operation).fields))
      expect(operation.input.safeParse(input).success).toBe(false);
    for (const output of withoutEach(example.output, outputShape(operation).fields))
      expect(operation.output.safeParse(output).success).toBe(false);
  });

  test('whatever sounds like a secret is sealed, and clear text is refused there', () => {
    const fields = [...named(inputShape(operation).fields), ...named(outputShape(operation).fields)];
    const suspects = fields.filter(([name]) => /password|passcode|link|token|secret|key|pin$/i.test(name));
    const secrets = named(outputShape(operation).fields).filter(([, { secret }]) => secret);

    for (const [name, { secret }] of suspects) expect([name, secret]).toEqual([name, true]);
    for (const [name] of secrets) {
      expect(example.output).toHaveProperty(name, expect.stringMatching(/^sealed:/));
      expect(operation.output.safeParse({ ...Object(example.output), [name]: 'Summer2026' }).success).toBe(false);
    }
  });

  test('its demo answer speaks of what was asked and fits the schema', () => {
    const asked = operation.input.parse(varied(operation));
    const old = changedLeaves(example.input, asked);

    const answer = operation.output.parse(demoAnswer(example, asked));

    expect(leavesOf(answer).filter((leaf) => old.includes(leaf))).toEqual([]);
    for (const name of sharedNames(operation)) expect(answer).toHaveProperty(name, Object(asked)[name]);
  });

  test('the values of its example input differ, so that a demo answer knows which one it repeats', () => {
    const texts = leavesOf(example.input).filter((leaf) => typeof leaf === 'string');

    expect(new Set(texts).size).toBe(texts.length);
  });

  test('it is described in plain words', () => {
    const withoutNames = operation.title.replace('Atera', 'its');

    expect(withoutNames).toMatch(/^[A-Z][^A-Z.!]+$/);
    expect(operation.summary).toMatch(/^[A-Z][^!]+\.$/);
    for (const [name, { description }] of [
      ...named(inputShape(operation).fields),
      ...named(outputShape(operation).fields),
    ])
      expect(description, name).toMatch(/^\S[^!]+\.$/);
  });

  test('its example is about nobody and nothing that exists', () => {
    const text = JSON.stringify(example);

    for (const [, host] of text.matchAll(/https?:\/\/([^/"]+)/g)) expect(host).toMatch(/\.example$/);
    for (const [, domain] of text.matchAll(/@([^"\s]+)/g)) expect(domain).toMatch(/^contoso\.com$|\.example$/);
  });
});

function inKebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
