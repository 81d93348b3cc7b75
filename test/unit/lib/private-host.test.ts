import { expect, test } from 'vitest';
import { isPrivateHost } from '../../../src/lib/private-host.ts';

test.each([
  ['127.0.0.1', true],
  ['localhost', true],
  ['[::1]', true],
  ['10.0.0.7', true],
  ['172.16.0.1', true],
  ['172.31.255.255', true],
  ['192.168.1.20', true],
  ['[fd12::1]', true],
  ['ollama', true],
  ['llm.lan', true],
  ['host.docker.internal', true],
  ['nas.local', true],
  ['172.32.0.1', false],
  ['192.169.0.1', false],
  ['8.8.8.8', false],
  ['169.254.169.254', false],
  ['[2001:db8::1]', false],
  ['api.openai.com', false],
  ['lan.example.com', false],
  ['10.0.0.1.example.com', false],
  ['local', true],
  ['evil.local.example', false],
  ['', false],
])('%s: %s', (host, expected) => {
  expect(isPrivateHost(host)).toBe(expected);
});
