import { once } from 'node:events';
import restify, { type Server } from 'restify';
import type { Route } from '../chat/connection.ts';
import type { Log } from '../lib/log.ts';
import type { WebRoute } from '../lib/web.ts';
import { serve } from './web-route.ts';
import { wordsFor } from './words.ts';

/** The desk's one HTTP server. */
export interface HttpServer {
  /** Where it listens, e.g. `http://127.0.0.1:3978`. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** What `/healthz` asks; throws when the desk can't work. */
export type HealthCheck = () => Promise<void>;

/** The port can't be had; the message says what to do. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/** How long a request may take to arrive; a slow one only keeps a connection busy. */
const patience = { headersTimeout: 10_000, requestTimeout: 30_000 };

export async function startHttpServer(parts: {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly Route[];
  /** Our own pages and webhooks. */
  readonly web?: readonly WebRoute[];
  readonly health: HealthCheck;
  readonly log: Log;
}): Promise<HttpServer> {
  const { host, port, routes, web = [], health, log } = parts;
  const server = restify.createServer({ name: '' });
  Object.assign(server.server, patience);
  server.on('restifyError', (_request, response, error: { statusCode?: number } & Error, done: () => void) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error('http.failed', { cause: error });
    if (!response.headersSent) response.send(status, { error: wordsFor(status) });
    done();
  });
  server.get('/healthz', async (_request, response) => {
    const isWell = await health().then(
      () => true,
      () => false,
    );
    response.send(isWell ? 200 : 503, { status: isWell ? 'ok' : 'unavailable' });
  });
  for (const { method, path, handlers } of routes) server[method](path, ...handlers);
  for (const route of web) server[route.method](route.path, serve(route));
  await listen(server, host, port);
  const { port: bound } = server.address();
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.on('error', () => {}); // restify tells of it a second time, and nobody listening there would end the process
  server.listen(port, host);
  try {
    await once(server.server, 'listening');
  } catch (error) {
    throw new PortTaken(`Port ${port} on ${host} can't be had. Stop what listens there, or set PORT to another one.`, {
      cause: error,
    });
  }
}
