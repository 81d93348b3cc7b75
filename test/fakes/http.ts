import { once } from 'node:events';
import restify from 'restify';
import type { Route } from '../../src/chat/connection.ts';

/** The product's kind of HTTP server with nothing on it but these routes. */
export interface TestServer {
  /** Where it listens, such as `http://127.0.0.1:41234`. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** Puts a connection's routes on a free port of this machine. */
export async function listen({ routes }: { readonly routes: readonly Route[] }): Promise<TestServer> {
  const server = restify.createServer();
  for (const { method, path, handlers } of routes) server[method](path, ...handlers);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
