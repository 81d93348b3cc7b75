import { expect, test } from 'vitest';
import { createServiceHosts } from '../../../../src/chat/teams/service-hosts.ts';

const everywhere = createServiceHosts(['smba.trafficmanager.net'], { local: false });
const local = createServiceHosts(['smba.trafficmanager.net'], { local: true });

test.each([
  'https://smba.trafficmanager.net/emea/',
  'https://SMBA.trafficmanager.net/',
  'https://smba.trafficmanager.net:443/',
])('%s is allowed', (address) => {
  expect(everywhere.allow(address)).toBe(true);
  expect(local.allow(address)).toBe(true);
});

test.each([
  '',
  'smba.trafficmanager.net',
  'http://smba.trafficmanager.net/',
  'https://smba.trafficmanager.net./',
  'https://user:word@smba.trafficmanager.net/',
  'https://evil.smba.trafficmanager.net/',
  'https://smba.trafficmanager.net.evil.example/',
  'https://evil.example/?smba.trafficmanager.net',
  'file:///smba.trafficmanager.net/',
  'http://127.0.0.1.evil.example/',
  'https://127.0.0.1/',
  'http://10.0.0.1/',
])('%s is not allowed', (address) => {
  expect(everywhere.allow(address)).toBe(false);
  expect(local.allow(address)).toBe(false);
});

test.each(['http://127.0.0.1:56150/_connector', 'http://localhost:56150/', 'http://[::1]:56150/'])(
  '%s is allowed for a test client on this machine only',
  (address) => {
    expect(local.allow(address)).toBe(true);
    expect(everywhere.allow(address)).toBe(false);
  },
);
