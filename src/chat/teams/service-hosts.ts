import { isLoopback } from '../../lib/loopback.ts';

/** Where the bot may take its token to. Everything else is refused, before a request comes in and before one goes out. */
export interface ServiceHosts {
  allow(address: string): boolean;
}

/** `local` is for a test client on this machine: plain HTTP, and the machine itself. */
export function createServiceHosts(hosts: readonly string[], { local }: { readonly local: boolean }): ServiceHosts {
  return {
    allow(address) {
      if (!URL.canParse(address)) return false;
      const { protocol, hostname, username, password } = new URL(address);
      if (username || password) return false;
      if (local && protocol === 'http:' && isLoopback(hostname)) return true;
      return protocol === 'https:' && hosts.includes(hostname);
    },
  };
}
