import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { PortTaken, startHttpServer } from '../../../src/http/server.ts';
import { noLog } from '../../../src/lib/log.ts';

const parts = { host: '127.0.0.1', routes: [], health: async () => {}, log: noLog };

test('a port that is taken is named, with what to do about it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;

  const start = startHttpServer({ ...parts, port });

  await expect(start).rejects.toThrow(PortTaken);
  await expect(start).rejects.toThrow(
    `Port ${port} on 127.0.0.1 can't be had. Stop what listens there, or set PORT to another one.`,
  );
  other.close();
});

test('health says whether the desk can work, and nothing else', async () => {
  let isWell = true;
  const health = async () => {
    if (!isWell) throw new Error('postgres://desk:secret@db is gone');
  };
  const server = await startHttpServer({ ...parts, health, port: 0 });

  const well = await fetch(`${server.origin}/healthz`);
  isWell = false;
  const unwell = await fetch(`${server.origin}/healthz`);

  expect([well.status, await well.json()]).toEqual([200, { status: 'ok' }]);
  expect([unwell.status, await unwell.json()]).toEqual([503, { status: 'unavailable' }]);
  await server.stop();
});

test('what is not there is refused in words', async () => {
  const server = await startHttpServer({ ...parts, port: 0 });

  const answer = await fetch(`${server.origin}/nothing`);

  expect([answer.status, await answer.json()]).toEqual([404, { error: 'There is nothing here.' }]);
  await server.stop();
});

test('a method that an address does not take is refused in words', async () => {
  const server = await startHttpServer({ ...parts, port: 0 });

  const answer = await fetch(`${server.origin}/healthz`, { method: 'POST' });

  expect([answer.status, await answer.json()]).toEqual([405, { error: 'This address does not take that method.' }]);
  await server.stop();
});

test('what goes wrong is written to the log, and told without a stack', async () => {
  const written: unknown[] = [];
  const log = { ...noLog, error: (_: string, fields: unknown) => written.push(fields) };
  const broken = async () => {
    throw new Error('the secret is xoxb-1');
  };
  const routes = [{ method: 'get', path: '/broken', handlers: [broken] }] as const;
  const server = await startHttpServer({ ...parts, routes, log, port: 0 });

  const answer = await fetch(`${server.origin}/broken`);

  expect([answer.status, await answer.json()]).toEqual([
    500,
    { error: 'Something went wrong. It has been written down.' },
  ]);
  expect(written).toMatchObject([{ cause: { message: expect.stringContaining('xoxb-1') } }]);
  await server.stop();
});

test('it does not say what it is made with', async () => {
  const server = await startHttpServer({ ...parts, port: 0 });

  const { headers } = await fetch(`${server.origin}/healthz`);

  expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
  await server.stop();
});
