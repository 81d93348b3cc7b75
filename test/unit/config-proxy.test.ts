import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';

test('the proxy is read as other programs read it', () => {
  const expected = { url: 'http://proxy.example.com:3128', except: '.service-now.com' };

  expect(readConfig({ HTTPS_PROXY: expected.url, NO_PROXY: expected.except }).proxy).toEqual(expected);
  expect(readConfig({ https_proxy: expected.url, no_proxy: expected.except }).proxy).toEqual(expected);
  expect(readConfig({ HTTPS_PROXY: expected.url }).proxy).toEqual({ ...expected, except: '' });
  expect(readConfig({ NO_PROXY: expected.except }).proxy).toBeUndefined();
  expect(() => readConfig({ HTTPS_PROXY: 'proxy.example.com:3128' })).toThrow('HTTPS_PROXY');
});
