import type { Connector } from '../connector.ts';
import { vendorError } from '../vendor-error.ts';
import type { ServiceNow } from './client.ts';
import { type Connection, hostOf } from './connection.ts';
import { ownAccount } from './people.ts';
import { VENDOR } from './vendor.ts';

/**
 * Without a company the instance is the customer's: its name is in the certificate of the host that is asked, and a
 * credential of another instance is refused there. With one, the credential is the customer's when the account it stands
 * for is of this company in the instance's own list of users; what an account of another company would open is not tried.
 */
export const owner: Connector<Connection, ServiceNow>['owner'] = {
  expected: (connection) => nameOf(hostOf(connection), connection.company),
  async actual(client, signal) {
    if (client.company === undefined) return nameOf(client.host, undefined);
    return nameOf(client.host, await companyOfAccount(client, signal));
  },
};

function nameOf(host: string, company: string | undefined): string {
  return company === undefined ? host : `${host} company ${company}`;
}

interface Known {
  readonly shown: string;
  readonly company: string;
}

const known = new WeakMap<ServiceNow, Known>();

/** Asked again only when requests show something new, because the credential or its token has changed. */
async function companyOfAccount(client: ServiceNow, signal: AbortSignal): Promise<string> {
  const shown = await client.shows(signal);
  const before = known.get(client);
  if (before?.shown === shown) return before.company;

  const account = await ownAccount(client, signal);
  if (!account)
    throw vendorError(VENDOR, 'Insufficient privileges', {
      detail: 'its own account is out of sight',
      remedy: 'Let the account of this connection read its own user record: the role itil is enough.',
      definite: true,
    });
  const company = account.company || 'none';
  known.set(client, { shown, company });
  return company;
}
