import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { connectors } from '../../src/connectors/all.ts';
import { deskJsonSchema } from '../../src/desk-file/json-schema.ts';
import { readDeskFile } from '../../src/desk-file/read.ts';

const example = readFileSync(new URL('../../docs/desk.example.yaml', import.meta.url), 'utf8');
const fits = addFormats.default(new Ajv2020({ strict: false })).compile(deskJsonSchema(connectors));
const isRefused = (text: string) => 'problems' in readDeskFile('desk.yaml', text, connectors);

test('the example of desk.yaml is right, for the desk and for editors', () => {
  expect(readDeskFile('desk.example.yaml', example, connectors)).not.toHaveProperty('problems');
  expect(fits(parse(example)) ? [] : fits.errors).toEqual([]);
});

describe('what the desk refuses, editors refuse too', () => {
  test.each([
    ['a key that is not known', 'tenant:', 'tennant:'],
    ['a mode that there is not', 'mode: sandbox', 'mode: sandpit'],
    ['a connection without what its mode needs', 'clientId: 22222222-2222-2222-2222-222222222222\n', '\n'],
    ['a credential that is written down', 'env:CONTOSO_GRAPH_SECRET', 'hunter2'],
    ['a key of nobody', 'handover: { contact: grace }', 'hand-over: { contact: grace }'],
    ['a number for a text', 'org: "20070000001"', 'org: 20070000001'],
    ['a role that there is not', 'fabrikam: [approver]', 'fabrikam: [owner]'],
  ])('%s', (_, right, wrong) => {
    const text = example.replace(right, wrong);

    expect(text).not.toBe(example);
    expect(isRefused(text)).toBe(true);
    expect(fits(parse(text))).toBe(false);
  });
});

test.each(connectors.flatMap(({ name }) => name))('%s can be in demo mode without anything else', (name) => {
  const text = `customers: [{ id: contoso, name: Contoso, connectors: { ${name}: { mode: demo } } }]\npeople: []`;

  expect(isRefused(text)).toBe(false);
  expect(fits(parse(text))).toBe(true);
});

test.each(connectors.flatMap(({ name, connection }) => (connection ? name : [])))(
  '%s needs a connection for everything but demo mode',
  (name) => {
    const text = `customers: [{ id: contoso, name: Contoso, connectors: { ${name}: { mode: production } } }]\npeople: []`;

    expect(isRefused(text)).toBe(true);
    expect(fits(parse(text))).toBe(false);
  },
);
