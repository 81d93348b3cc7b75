import { isPrivateHost } from '../lib/private-host.ts';
import { type Outgoing, SendFailure } from './send.ts';

/** What the transport says by itself; from anybody else it could send a request somewhere else than it seems to go. */
const ownHeaders =
  /^(connection|content-length|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/i;
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Lets a request pass that goes to one of these hosts, written in one way only; throws `SendFailure` otherwise. A host is
 * reached over https at its usual port; where that isn't meant, the whole origin stands there, e.g. `https://llm.lan:8443`.
 */
export function checkOutgoing(
  { url, headers = {} }: Pick<Outgoing, 'url' | 'headers'>,
  hosts: readonly string[],
): void {
  if (!goesTo(url, hosts))
    throw refusal('host-refused', 'The address is not one of those that this connection may reach.');
  for (const [name, value] of Object.entries(headers))
    if (!headerName.test(name) || ownHeaders.test(name) || !headerValue.test(value))
      throw refusal('not-sendable', 'The request has a header that can not be sent.');
}

const beginning = /^((https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d+)?)(?:[/?]|$)/;

/** Where a cloud tells a machine who it is: a place no setting can name, because it hands out tokens to whoever asks. */
export const METADATA = 'http://169.254.169.254';

/**
 * Reads the host off the text itself, and takes nothing that parsing would change: what is looked at is what is sent, and
 * no user name, port, backslash, control character or dot segment can make it mean another place. Nothing goes over http
 * but what stays in a private network.
 */
function goesTo(url: string, hosts: readonly string[]): boolean {
  const [, origin, scheme, host, port] = beginning.exec(url) ?? [];
  if (origin === undefined || host === undefined || !URL.canParse(url)) return false;
  const isUsual = scheme === 'https' && port === undefined;
  if (!hosts.includes(origin) && !(isUsual && hosts.includes(host))) return false;
  if (scheme === 'http' && !isPrivateHost(host) && origin !== METADATA) return false;
  const { href } = new URL(url);
  return href === url || href === `${url}/`;
}

function refusal(kind: 'host-refused' | 'not-sendable', message: string): SendFailure {
  return new SendFailure(kind, message, { definite: true });
}
