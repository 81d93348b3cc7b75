import { describe, expect, test } from 'vitest';
import { checkOutgoing } from '../../../src/egress/guard.ts';

const hosts = ['graph.microsoft.com', 'login.microsoftonline.com'];

test.each([
  'https://graph.microsoft.com',
  'https://graph.microsoft.com/',
  'https://graph.microsoft.com/v1.0/users/ada%40contoso.com?$select=id,mail',
  'https://login.microsoftonline.com/contoso/oauth2/v2.0/token',
])('%s is let out', (url) => {
  expect(() => checkOutgoing({ url }, hosts)).not.toThrow();
});

test.each([
  ['another host', 'https://graph.microsoft.us/v1.0/users'],
  ['a host that ends like ours', 'https://evilgraph.microsoft.com/'],
  ['a host that begins like ours', 'https://graph.microsoft.com.evil.example/'],
  ['a host below ours', 'https://a.graph.microsoft.com/'],
  ['our host as a user name', 'https://graph.microsoft.com@evil.example/'],
  ['our host as a user name with a password', 'https://graph.microsoft.com:secret@evil.example/'],
  ['a user name before our host', 'https://ada@graph.microsoft.com/'],
  ['a dot at the end of the host', 'https://graph.microsoft.com./'],
  ['capital letters', 'https://GRAPH.microsoft.com/'],
  ['letters that only look like ours', 'https://grаph.microsoft.com/'],
  ['full-width letters', 'https://ｇraph.microsoft.com/'],
  ['an escaped host', 'https://graph%2emicrosoft.com/'],
  ['another port', 'https://graph.microsoft.com:8443/'],
  ['even the usual port', 'https://graph.microsoft.com:443/'],
  ['an address without encryption', 'http://graph.microsoft.com/'],
  ['an address without a scheme', '//graph.microsoft.com/'],
  ['a path alone', '/v1.0/users'],
  ['an address in two steps', '//evil.example/https://graph.microsoft.com/'],
  ['slashes leaning the wrong way', 'https:\\\\graph.microsoft.com\\'],
  ['a backslash before another host', 'https://graph.microsoft.com\\@evil.example/'],
  ['a hash before another host', 'https://graph.microsoft.com#@evil.example/'],
  ['too few slashes', 'https:/graph.microsoft.com/'],
  ['space before it', ' https://graph.microsoft.com/'],
  ['a line break in the host', 'https://graph.micro\nsoft.com/'],
  ['a line break in the path', 'https://graph.microsoft.com/a\r\nHost: evil.example'],
  ['a tab', 'https://graph.microsoft.com/\ta'],
  ['dot segments', 'https://graph.microsoft.com/v1.0/users/../../beta'],
  ['escaped dot segments', 'https://graph.microsoft.com/v1.0/users/%2e%2E/secrets'],
  ['what is not escaped', 'https://graph.microsoft.com/v1.0/users/ada grove'],
  ['an address by number', 'https://127.0.0.1/'],
  ['nothing', ''],
])('%s is kept in', (_, url) => {
  expect(() => checkOutgoing({ url }, hosts)).toThrow(
    expect.objectContaining({ kind: 'host-refused', definite: true }),
  );
});

describe('an origin among the hosts', () => {
  const origins = [
    'http://127.0.0.1:11434',
    'http://[::1]:8080',
    'https://llm.lan:8443',
    'http://10.1.2.3',
    'http://ollama',
  ];

  test.each([
    'http://127.0.0.1:11434/v1/chat/completions',
    'http://[::1]:8080/v1/models?limit=2',
    'https://llm.lan:8443',
    'http://10.1.2.3/v1',
    'http://ollama/v1',
  ])('%s is let out', (url) => {
    expect(() => checkOutgoing({ url }, origins)).not.toThrow();
  });

  test.each([
    ['another port', 'http://127.0.0.1:11435/'],
    ['no port', 'http://127.0.0.1/'],
    ['a longer port', 'http://127.0.0.1:114340/'],
    ['a port with a zero before it', 'http://127.0.0.1:011434/'],
    ['https where http is meant', 'https://127.0.0.1:11434/'],
    ['http where https is meant', 'http://llm.lan:8443/'],
    ['the usual port', 'https://llm.lan/'],
    ['another way to write this machine', 'http://127.1:11434/'],
    ['this machine as a number', 'http://2130706433:11434/'],
    ['a longer way to write ::1', 'http://[0:0:0:0:0:0:0:1]:8080/'],
    ['our origin as a user name', 'http://127.0.0.1:11434@evil.example/'],
    ['our origin as a user name without a port', 'http://ollama@evil.example/'],
    ['a host that begins like ours', 'http://ollama.evil.example/'],
    ['a backslash behind it', 'http://ollama\\@evil.example/'],
    ['dot segments', 'https://llm.lan:8443/v1/../admin'],
  ])('does not let out %s', (_, url) => {
    expect(() => checkOutgoing({ url }, origins)).toThrow(expect.objectContaining({ kind: 'host-refused' }));
  });

  test('lets nothing out over http that leaves the private network', () => {
    const host = 'http://api.example.com';

    expect(() => checkOutgoing({ url: `${host}/v1` }, [host])).toThrow(
      expect.objectContaining({ kind: 'host-refused' }),
    );
  });

  test('lets nobody ask a machine who it is but whoever was let to', () => {
    const url = 'http://169.254.169.254/metadata/identity/oauth2/token';

    expect(() => checkOutgoing({ url }, ['http://169.254.169.254'])).not.toThrow();
    for (const others of [origins, ['169.254.169.254'], ['http://169.254.169.253']])
      expect(() => checkOutgoing({ url }, others)).toThrow(expect.objectContaining({ kind: 'host-refused' }));
    expect(() => checkOutgoing({ url: 'http://169.254.169.253/' }, ['http://169.254.169.253'])).toThrow();
  });

  test('opens no other way to a host that is named without one', () => {
    for (const url of ['http://desk.internal/', 'https://desk.internal:8443/', 'http://desk.internal:80/'])
      expect(() => checkOutgoing({ url }, ['desk.internal', ...origins])).toThrow();
  });
});

test('a refusal does not repeat the address, which may carry a secret', () => {
  expect(() => checkOutgoing({ url: 'https://evil.example/?key=hunter2' }, hosts)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
  );
});

describe('a header', () => {
  const url = 'https://graph.microsoft.com/';

  test('with plain text is let out', () => {
    expect(() =>
      checkOutgoing({ url, headers: { authorization: 'Bearer abc', 'X-API-KEY': 'é' } }, hosts),
    ).not.toThrow();
  });

  test.each([
    ['a line break in its value', { authorization: 'Bearer abc\r\nHost: evil.example' }],
    ['a line break at its end', { 'x-api-key': 'abc\n' }],
    ['a null in its value', { 'x-api-key': 'a\0b' }],
    ['letters that no header can carry', { 'x-api-key': 'ключ' }],
    ['a line break in its name', { 'x\r\nhost': 'evil.example' }],
    ['a colon in its name', { 'host:': 'evil.example' }],
    ['no name', { '': 'a' }],
    ['the host it is for', { Host: 'evil.example' }],
    ['words for the proxy', { 'Proxy-Authorization': 'Basic abc' }],
    ['another length', { 'content-length': '1' }],
    ['another way of counting', { 'Transfer-Encoding': 'chunked' }],
  ])('with %s is kept in', (_, headers) => {
    expect(() => checkOutgoing({ url, headers: Object.fromEntries(Object.entries(headers)) }, hosts)).toThrow(
      expect.objectContaining({ kind: 'not-sendable', definite: true }),
    );
  });
});
