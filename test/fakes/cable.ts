import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What is between the desk and its database, and can be cut. */
export interface Cable {
  /** The database at this end of it. */
  readonly url: string;
  /** Breaks every connection; nobody gets through until it is mended. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function layCable(to: string): Promise<Cable> {
  const far = new URL(to);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const beyond = connect(Number(far.port), far.hostname);
    for (const [socket, other] of [
      [near, beyond],
      [beyond, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (!address || typeof address === 'string') throw new Error('The cable has no end');
    return address.port;
  };
  const port = await listen(0);
  const url = new URL(to);
  url.hostname = '127.0.0.1';
  url.port = String(port);

  return {
    url: url.href,
    async cut() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async mend() {
      await listen(port);
    },
  };
}
