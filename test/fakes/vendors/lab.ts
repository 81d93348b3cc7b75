import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createProxy } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { testAuthority } from './certificates.ts';
import { createFaults, type Fault, type Injected, type Match } from './faults.ts';
import { reply, requestOf } from './speak.ts';
import { checkAgainst } from './specs.ts';
import type { FakeVendor, VendorRequest } from './vendor.ts';

/** Vendors' services over real HTTPS, behind the only proxy that knows the way to them. */
export interface Lab {
  /** The proxy's address, for the product's own proxy setting. */
  readonly proxy: string;
  /** The certificate authority that vouches for the vendors' hosts, to be trusted. */
  readonly ca: string;
  /** What a process of its own needs in its environment to reach the vendors. */
  environment(): Promise<Readonly<Record<string, string>>>;
  /** Every request that arrived, in order. */
  requests(): readonly VendorRequest[];
  /** Every host the proxy was asked for, also those it doesn't know. */
  asked(): readonly string[];
  /** The next request that matches goes wrong; faults are used up in the order they were made. */
  fail(match: Match, fault: Fault): Injected;
  /** Forgets the requests, and faults nothing has met. */
  forget(): void;
  /** What requests had that the vendors' descriptions don't allow. */
  violations(): readonly string[];
  /** Throws when there were violations. */
  close(): Promise<void>;
}

/** Opens the vendors. A host that two of them have belongs to the first. */
export async function openLab(vendors: readonly FakeVendor[]): Promise<Lab> {
  const authority = await testAuthority();
  const vendorOf = (host: string) => vendors.find(({ hosts }) => hosts.includes(host));
  const checks = new Map(vendors.map((vendor) => [vendor, checkAgainst(vendor.specs)]));
  const faults = createFaults();
  const sockets = new Set<Duplex>();
  const requests: VendorRequest[] = [];
  const asked: string[] = [];
  const violations: string[] = [];
  let folder: string | undefined;

  const options: ServerOptions = {
    ALPNProtocols: ['http/1.1'],
    SNICallback: (host, done) => {
      authority.contextFor(host).then((context) => done(null, context), done);
    },
  };
  const service = createServer(options, async (incoming, response) => {
    const request = await requestOf(incoming);
    const vendor = vendorOf(request.host);
    if (!vendor) return void reply(response, { status: 421 });
    requests.push(request);
    const wrong = vendor.isUndescribed?.(request) ? [] : (checks.get(vendor)?.(request) ?? []);
    violations.push(...wrong.map((fault) => `${request.method} ${request.host}${request.path} ${fault}`));
    await faults
      .around(request, response, async () => vendor.answer(request))
      .catch((error: unknown) => {
        violations.push(`${request.method} ${request.host}${request.path} broke the fake: ${String(error)}`);
        response.destroy();
      });
  });

  const proxy = createProxy((_, response) => void response.writeHead(405).end());
  proxy.on('connect', ({ url = '' }, socket: Duplex, head: Buffer) => {
    const [host = '', port] = url.split(':');
    asked.push(host);
    sockets.add(socket.on('error', () => {}).once('close', () => sockets.delete(socket)));
    if (port !== '443' || !vendorOf(host)) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    service.emit('connection', socket);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;

  return {
    proxy: `http://127.0.0.1:${port}`,
    ca: authority.ca,
    async environment() {
      folder ??= await mkdtemp(join(tmpdir(), 'lab-'));
      const file = join(folder, 'ca.pem');
      await writeFile(file, authority.ca);
      return { HTTPS_PROXY: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: file };
    },
    requests: () => requests,
    asked: () => asked,
    fail: faults.add,
    forget() {
      requests.length = 0;
      faults.clear();
    },
    violations: () => violations,
    async close() {
      faults.clear();
      const closed = once(proxy, 'close');
      proxy.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      if (folder) await rm(folder, { recursive: true });
      if (violations.length > 0) throw new Error(`Requests that the vendor does not know:\n${violations.join('\n')}`);
    },
  };
}
