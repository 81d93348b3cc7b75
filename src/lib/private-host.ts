import { BlockList, isIP } from 'node:net';
import { isLoopback } from './loopback.ts';

const privateRanges = new BlockList();
privateRanges.addSubnet('10.0.0.0', 8, 'ipv4');
privateRanges.addSubnet('172.16.0.0', 12, 'ipv4');
privateRanges.addSubnet('192.168.0.0', 16, 'ipv4');
privateRanges.addSubnet('fc00::', 7, 'ipv6');

/** Names that the public directory of names never gives to anybody, and such as containers call each other by. */
const privateName = /^[a-z0-9-]*[a-z-][a-z0-9-]*$|^[a-z0-9.-]+\.(local|lan|internal|home\.arpa)$/;

/** Whether a host is this machine or one in a private network, so that the way to it is nobody else's. Written as `URL` writes it. */
export function isPrivateHost(host: string): boolean {
  if (isLoopback(host)) return true;
  const address = host.replace(/^\[(.*)\]$/, '$1');
  const version = isIP(address);
  if (version === 0) return privateName.test(host);
  return privateRanges.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
