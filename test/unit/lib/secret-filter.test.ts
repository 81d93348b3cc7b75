import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSecretFilter, WITHHELD } from '../../../src/lib/secret-filter.ts';

const secret = 'Kx7-Rm3+Vt9"&<q';

function open(now = () => 0) {
  const withheld: string[] = [];
  const filter = createSecretFilter({ withheld: (sink) => withheld.push(sink), now });
  return { filter, withheld, ...filter.at('chat') };
}

describe('a live secret', () => {
  const json = JSON.stringify(secret).slice(1, -1);
  test.each([
    ['as it is', secret],
    ['in JSON', json],
    ['in JSON within JSON', JSON.stringify(json).slice(1, -1)],
    ['in the JSON of .NET', 'Kx7-Rm3\\u002BVt9\\u0022\\u0026\\u003Cq'],
    ['in a path', encodeURIComponent(secret)],
    ['in a path, in small letters', encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase())],
    ['in a form', new URLSearchParams({ secret }).toString()],
    ['in hex', Buffer.from(secret).toString('hex').toUpperCase()],
    ['in a page', 'Kx7-Rm3+Vt9&quot;&amp;&lt;q'],
    ['in markup', 'Kx7-Rm3+Vt9"&amp;&lt;q'],
    ['in capitals', secret.toUpperCase()],
    ['shortened', `The answer was ${secret.slice(0, 9)}…`],
  ])('is withheld %s', (_, written) => {
    const { filter, clean, withheld } = open();
    filter.known(secret);

    expect(clean(`before ${written}`)).toMatch(/^before (The answer was |secret=)?\[secret withheld\]…?$/);
    expect(withheld).toEqual(['chat']);
  });

  test('is withheld in base64, whatever stands around it', () => {
    const { filter, clean } = open();
    const bytes = fc.uint8Array({ maxLength: 20 });
    const writing = fc.constantFrom<BufferEncoding>('base64', 'base64url');
    filter.known(secret);

    fc.assert(
      fc.property(bytes, bytes, writing, (before, after, encoding) => {
        const whole = Buffer.concat([before, Buffer.from(secret), after]).toString(encoding);
        expect(clean(whole)).toContain(WITHHELD);
      }),
    );
  });

  test('of several lines is withheld one line at a time', () => {
    const { filter, clean } = open();
    filter.known(
      `-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANBgkqhkiG9w0B\nAQEFAASCBKgwggSkAgEAAoIB\n-----END PRIVATE KEY-----`,
    );

    expect(clean('line 2 is AQEFAASCBKgwggSkAgEAAoIB, broken')).toBe(`line 2 is ${WITHHELD}, broken`);
    expect(clean('-----BEGIN PRIVATE KEY----- is how it begins')).toContain('BEGIN PRIVATE KEY');
  });

  test('is withheld wherever it is in what is said, which else stays as it was', () => {
    const { filter, cleanDeep } = open();
    filter.known(secret);
    const said = { a: [{ b: `x ${secret}` }], [secret]: 1, when: new Date(0), bytes: Buffer.from(secret) };

    const cleaned = cleanDeep(said);

    expect(cleaned).toEqual({ a: [{ b: `x ${WITHHELD}` }], [WITHHELD]: 1, when: said.when, bytes: said.bytes });
    const harmless = { a: [{ b: 'x' }] };
    expect(cleanDeep(harmless)).toBe(harmless);
  });

  test('is withheld in an error and in its causes, which stay what they are', () => {
    const { filter, cleanDeep } = open();
    filter.known(secret);
    const error = new TypeError(`no ${secret}`, { cause: new Error(`vendor said ${secret}`) });

    const cleaned = cleanDeep(error);

    expect(cleaned).toBe(error);
    expect(`${error.message} ${error.stack} ${error.cause}`).not.toContain(secret);
    expect(error).toBeInstanceOf(TypeError);
  });

  test('gets through where it is what is brought, and only that one', () => {
    const { filter, clean, withheld } = open();
    filter.known(secret);
    filter.known('another-secret');

    expect(clean(`${secret} another-secret`, [secret])).toBe(`${secret} ${WITHHELD}`);
    expect(withheld).toEqual(['chat']);
  });
});

test('what only looks alike, or is too short to tell, is left as it is', () => {
  const { filter, clean, withheld } = open();
  filter.known('seven77');
  filter.known(secret);
  const text = `seven77 and ${secret.slice(0, 10)}zzz`;

  expect(clean(text)).toBe(text);
  expect(withheld).toEqual([]);
});

test('two secrets that overlap are withheld as one', () => {
  const { filter, clean } = open();
  filter.known('abcdefgh12');
  filter.known('gh1234567890');

  expect(clean('>abcdefgh1234567890<')).toBe(`>${WITHHELD}<`);
});

test('a secret is forgotten when its life is over, and one without an end never', () => {
  let now = 0;
  const { filter, clean } = open(() => now);
  filter.known('a-setting-0123', Number.POSITIVE_INFINITY);
  filter.known('a-token-0123', 1_000);
  filter.known('heard-of-again', 1_000);

  now = 61_000;
  filter.known('heard-of-again', 90_000);
  filter.known('something-else');

  expect(clean('a-setting-0123 a-token-0123 heard-of-again')).toBe(`${WITHHELD} a-token-0123 ${WITHHELD}`);
});

test('of more secrets than it can keep, the oldest is forgotten and no setting is', () => {
  const { filter, clean } = open();
  filter.known('a-setting-0123', Number.POSITIVE_INFINITY);
  for (let number = 0; number <= 20_000; number++) filter.known(`secret-no-${number}`.padEnd(16, 'x'));

  const oldest = 'secret-no-0xxxxx';
  const newest = 'secret-no-20000x';
  expect(clean(`a-setting-0123 ${oldest} ${newest}`)).toBe(`${WITHHELD} ${oldest} ${WITHHELD}`);
});
