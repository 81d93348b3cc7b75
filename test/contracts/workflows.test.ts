import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { connectors } from '../../src/connectors/all.ts';
import { createRegistry } from '../../src/connectors/registry.ts';
import { ESCALATE, HAND_OVER } from '../../src/workflows/choose.ts';
import { applies } from '../../src/workflows/condition.ts';
import type { Facts } from '../../src/workflows/facts.ts';
import { fill } from '../../src/workflows/holes.ts';
import { loadWorkflows, readWorkflow } from '../../src/workflows/load.ts';
import { workflowJsonSchema } from '../../src/workflows/schema.ts';

const folder = new URL('../../workflows/', import.meta.url);
const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const workflows = await loadWorkflows(fileURLToPath(folder), registry);
const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml'));

test('every file is a sound workflow', () => {
  expect(workflows.map(({ name }) => `${name}.yaml`)).toEqual(files.toSorted());
});

test('what policy itself starts is there', () => {
  const byPolicy = workflows
    .filter(({ categories, inputs }) => categories.length === 0 && Object.keys(inputs).length === 0)
    .map(({ name, end }) => [name, end]);

  expect(byPolicy).toEqual([
    [ESCALATE, 'escalated'],
    [HAND_OVER, 'assigned'],
  ]);
});

describe.each(workflows)('$name', (workflow) => {
  test('says in plain sentences what people write when they want it, unless it is for what nothing else fits', () => {
    // One for some customers alone is taught by the sentences of the one for the others.
    const isTaughtByAnother =
      workflow.where !== undefined &&
      workflows.some(
        ({ name, where, categories, examples }) =>
          name !== workflow.name && where && examples.length > 0 && String(categories) === String(workflow.categories),
      );
    const least = workflow.name === HAND_OVER || isTaughtByAnother ? 0 : 6;

    expect(workflow.examples.length).toBeGreaterThanOrEqual(least);
    expect(workflow.examples.length).toBeLessThanOrEqual(12);
    expect(new Set(workflow.examples).size).toBe(workflow.examples.length);
  });

  test('gives every operation values that it takes, when everything goes as in the examples', async () => {
    const facts = await factsAfter(workflow);

    for (const step of Object.values(workflow.steps)) {
      if ('operation' in step) expect(inputOf(step.operation, fill(step.with, facts))).toMatchObject({ success: true });
      if ('require' in step) expect(applies(step.require, facts)).toBe(true);
      if ('notify' in step) expect(fill(step.text, facts)).not.toContain('${');
      if ('task' in step) expect(fill(step.task, facts)).not.toContain('${');
    }
    expect(fill(workflow.result, facts)).not.toContain('${');
  });
});

test('the workflow that the documentation shows is sound', async () => {
  const page = await readFile(new URL('../docs/workflows.md', folder), 'utf8');
  const shown = /```yaml\n([^`]+)```/.exec(page)?.[1] ?? '';

  expect(readWorkflow('workflows/check-device.yaml', shown, registry)).toHaveProperty('workflow.name', 'check-device');
});

describe('editors', () => {
  const schema = workflowJsonSchema();
  const validate = new Ajv2020({ strict: false }).compile(schema);

  test('find the schema of workflow files beside them, as it is now', async () => {
    expect(JSON.parse(await readFile(new URL('workflow.schema.json', folder), 'utf8'))).toEqual(schema);
  });

  test.each(files)('are told by %s which schema it follows, and agree', async (file) => {
    const text = await readFile(new URL(file, folder), 'utf8');

    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./workflow.schema.json');
    validate(parse(text));
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['a key that does not exist', { colour: 'red' }],
    ['an end that does not exist', { end: 'done' }],
    ['a step that does two things', { steps: { a: { notify: 'requester', text: 'x', deliver: '${steps.a.b}' } } }],
    ['a duration nobody can read', { steps: { a: { operation: 'a.b', timeout: 'soon' } } }],
    ['a condition without a hole', { steps: { a: { require: { value: 'x', present: true }, otherwise: 'x' } } }],
  ])('see %s', async (_, wrong) => {
    const sound: object = parse(await readFile(new URL('reset-password.yaml', folder), 'utf8'));

    expect(validate({ ...sound, ...wrong })).toBe(false);
  });
});

/** What a run knows when every operation has given its example. */
async function factsAfter({ inputs, steps }: (typeof workflows)[number]): Promise<Facts> {
  return {
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, { kind }]) => [name, kind === 'country' ? 'GB' : name]),
    ),
    steps: Object.fromEntries(
      Object.entries(steps).flatMap(([name, step]) =>
        'operation' in step
          ? [[name, registry.find(step.operation)?.operation.example.output]]
          : 'task' in step
            ? [[name, { by: 'Tess', report: 'Tess says that it is done.', after: 3 }]]
            : [],
      ),
    ),
    ticket: { id: 'T-1', subject: 'Please help', body: 'Please help', people: ['Ada Hill'] },
    requester: { name: 'Ada', contact: 'Ada' },
    customer: { id: 'contoso', name: 'Contoso' },
  };
}

function inputOf(name: string, value: unknown) {
  return registry.find(name)?.operation.input.safeParse(value);
}
