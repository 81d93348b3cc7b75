import { expect, test } from 'vitest';
import { createTokenCache, type Token } from '../../../src/lib/token-cache.ts';

const HOUR = 3_600_000;
const { signal } = new AbortController();

/** A cache whose tokens are given out one by one, on a clock of its own. */
function openCache(lifetime = HOUR) {
  let time = Date.parse('2026-11-23T10:00:00Z');
  const asked: { readonly signal: AbortSignal; give(): void; refuse(error: Error): void }[] = [];
  const cache = createTokenCache<Token>({
    now: () => new Date(time),
    fetchToken(until) {
      const { promise, resolve, reject } = Promise.withResolvers<Token>();
      const value = `token-${asked.length + 1}`;
      asked.push({ signal: until, give: () => resolve({ value, expiresAt: time + lifetime }), refuse: reject });
      return promise;
    },
  });
  return {
    cache,
    asked,
    pass(ms: number) {
      time += ms;
    },
    async fill() {
      const token = cache.get(signal);
      asked.at(-1)?.give();
      return (await token).value;
    },
  };
}

test('a token is fetched once, however many ask at the same time, and kept', async () => {
  const { cache, asked } = openCache();
  const all = [cache.get(signal), cache.get(signal), cache.get(signal)];

  asked[0]?.give();

  expect((await Promise.all(all)).map(({ value }) => value)).toEqual(['token-1', 'token-1', 'token-1']);
  expect((await cache.get(signal)).value).toBe('token-1');
  expect(asked).toHaveLength(1);
});

test.each([
  ['a minute before its end', HOUR, HOUR - 60_000],
  ['after nine tenths of a short life', 100_000, 90_000],
])('it is fetched anew %s', async (_, lifetime, after) => {
  const { cache, fill, pass, asked } = openCache(lifetime);
  await fill();

  pass(after - 1);
  expect((await cache.get(signal)).value).toBe('token-1');
  pass(1);
  expect(await fill()).toBe('token-2');
  expect(asked).toHaveLength(2);
});

test('a refused token is fetched anew', async () => {
  const { cache, fill } = openCache();
  await fill();

  cache.refuse();

  expect(await fill()).toBe('token-2');
});

test('a failure is not kept', async () => {
  const { cache, asked, fill } = openCache();
  const first = cache.get(signal);
  asked[0]?.refuse(new Error('Not today'));

  await expect(first).rejects.toThrow('Not today');
  expect(await fill()).toBe('token-2');
});

test('who gives up spoils it for nobody else', async () => {
  const { cache, asked } = openCache();
  const impatient = new AbortController();
  const first = cache.get(impatient.signal);
  const second = cache.get(signal);

  impatient.abort(new Error('Enough'));
  await expect(first).rejects.toThrow('Enough');
  asked[0]?.give();

  expect((await second).value).toBe('token-1');
  expect(asked).toHaveLength(1);
});

test('when everybody has given up, nobody is asked any longer, and the next one begins anew', async () => {
  const { cache, asked, fill } = openCache();
  const impatient = new AbortController();
  const first = cache.get(impatient.signal);

  impatient.abort(new Error('Enough'));
  await expect(first).rejects.toThrow('Enough');

  expect(asked[0]?.signal.aborted).toBe(true);
  expect(await fill()).toBe('token-2');
});

test('who has given up before asks for nothing', async () => {
  const { cache, asked } = openCache();

  await expect(cache.get(AbortSignal.abort(new Error('Enough')))).rejects.toThrow('Enough');
  expect(asked).toEqual([]);
});
