import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/workflows/facts.ts';
import { fill, HoleError, holesIn, readPath } from '../../../src/workflows/holes.ts';

const facts: Facts = {
  inputs: { account: 'ada@contoso.com' },
  steps: { 'find-user': { id: 'u-1', enabled: true, seats: 3, roles: ['Reader'], manager: null } },
  ticket: { id: 'T-1', subject: 'Locked out', body: 'Please help', people: ['Ada Hill'] },
  requester: { name: 'Ada', account: 'ada@contoso.com', contact: 'ada@contoso.com' },
  customer: { id: 'contoso', name: 'Contoso' },
  classification: { category: 'password_reset', confidence: 90, reasoning: 'said so', suggestedAction: 'reset' },
};
const knowing = (value: unknown): Facts => ({ ...facts, inputs: { value } });

describe('filling', () => {
  test.each([
    ['${inputs.account}', 'ada@contoso.com'],
    ['${steps.find-user.enabled}', true],
    ['${steps.find-user.seats}', 3],
    ['${steps.find-user.roles}', ['Reader']],
    ['${steps.find-user.roles.0}', 'Reader'],
    ['${classification.confidence}', 90],
    ['for ${requester.name} at ${customer.name}', 'for Ada at Contoso'],
    ['${ticket.id}${ticket.id}', 'T-1T-1'],
    ['$${ticket.id}', '$T-1'],
    ['no hole, $5 {or} ${ticket.id}', 'no hole, $5 {or} T-1'],
  ])('%s becomes what it names', (text, expected) => {
    expect(fill(text, facts)).toEqual(expected);
  });

  test('values deep inside keep their place and type', () => {
    const filled = fill({ who: '${inputs.account}', list: [1, '${steps.find-user.seats}', { deep: null }] }, facts);

    expect(filled).toEqual({ who: 'ada@contoso.com', list: [1, 3, { deep: null }] });
  });

  test('a key is never a hole', () => {
    expect(fill({ '${ticket.id}': 'x' }, facts)).toEqual({ '${ticket.id}': 'x' });
  });

  test('a key named __proto__ stays a key', () => {
    const filled = fill(JSON.parse('{"__proto__": {"admin": "${ticket.id}"}}'), facts);

    expect(JSON.stringify(filled)).toBe('{"__proto__":{"admin":"T-1"}}');
    expect((filled as Record<string, unknown>).admin).toBeUndefined();
  });
});

describe('refusing', () => {
  test.each([
    ['${inputs.device}', 'inputs.device'],
    ['${steps.find-user.manager}', 'steps.find-user.manager'],
    ['${steps.nobody.id}', 'steps.nobody.id'],
    ['${steps.find-user.roles.1}', 'steps.find-user.roles.1'],
    ['${steps.find-user.roles.length}', 'steps.find-user.roles.length'],
    ['${inputs.account.length}', 'inputs.account.length'],
    ['${inputs.toString}', 'inputs.toString'],
    ['before ${inputs.device} after', 'inputs.device'],
  ])('%s is absent and says which path', (text, path) => {
    expect(() => fill(text, facts)).toThrow(expect.objectContaining({ name: 'HoleError', path }));
  });

  test.each([
    '${}',
    '${ inputs.account }',
    '${7*7}',
    '${inputs.__proto__}',
    '${inputs.constructor}',
    '${steps.prototype.id}',
    '${__proto__}',
    '${inputs["account"]}',
    '${inputs..account}',
    '${inputs.account',
    '${process.exit()}',
    '${inputs.account|upper}',
  ])('%s is not a hole', (text) => {
    expect(() => fill(text, facts)).toThrow(/is not a hole/);
    expect(() => fill(`in text ${text}`, facts)).toThrow(/is not a hole/);
  });

  test('an object has no place inside a text', () => {
    expect(() => fill('user ${steps.find-user}', facts)).toThrow(/is not text/);
  });

  test("a run without a classification fails in the guide's words", () => {
    const { classification, ...without } = facts;

    expect(classification).toBeDefined();
    expect(() => fill('${classification.category}', without)).toThrow('Node failed: No classification data');
    expect(() => readPath(without, 'classification.reasoning')).toThrow(HoleError);
  });
});

describe('hostile values', () => {
  const payloads = [
    '{{7*7}}',
    '${7*7}',
    '${ticket.id}',
    '${steps.find-user.id}',
    '$${ticket.id}',
    '$&',
    "$'",
    '$1',
    '#{1+1}',
    '<%= 1 %>',
    '`id`',
    '$(id)',
    "'; DROP TABLE runs; --",
    '__proto__',
    'constructor.constructor("return 1")()',
    '!!js/function "x"',
    '\u0000',
    '\ud800',
    '\u202e',
    '}',
    '${',
  ];

  test.each(payloads)('%j comes out as it went in', (payload) => {
    expect(fill('${inputs.value}', knowing(payload))).toBe(payload);
    expect(fill('a ${inputs.value} b', knowing(payload))).toBe(`a ${payload} b`);
    expect(fill({ deep: ['${inputs.value}'] }, knowing(payload))).toEqual({ deep: [payload] });
  });

  test('any text, alone or inside a text, comes out as it went in', () => {
    const hostile = fc
      .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...payloads)))
      .map((p) => p.join(''));

    fc.assert(
      fc.property(hostile, (text) => {
        expect(fill('${inputs.value}', knowing(text))).toBe(text);
        expect(fill('<${inputs.value}|${inputs.value}>', knowing(text))).toBe(`<${text}|${text}>`);
      }),
    );
  });

  test('any value comes out as it went in', () => {
    const value = fc.jsonValue().filter((json) => json !== null);
    fc.assert(
      fc.property(value, (json) => {
        expect(fill('${inputs.value}', knowing(json))).toEqual(json);
      }),
    );
  });

  test('any path names an own property or is refused', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        try {
          fill(`\${${words.join('.')}}`, facts);
        } catch (error) {
          expect(error).toBeInstanceOf(HoleError);
        }
      }),
    );
  });
});

test('the holes of a value are found wherever they are', () => {
  const value = { a: 'x ${inputs.a} ${b}', c: ['${d', { e: 5, f: '${g h}' }], '${key}': true };

  expect(holesIn(value)).toEqual(['inputs.a', 'b', 'd …', 'g h']);
});
