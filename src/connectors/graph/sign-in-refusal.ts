import { z } from 'zod';
import { jsonIn } from '../../lib/json-in.ts';
import type { ConnectorError } from '../connector-error.ts';
import { vendorError } from '../vendor-error.ts';
import { VENDOR } from './vendor.ts';

const secretAtFault = 'where connectors.graph.secret in desk.yaml says';
const tenantAtFault = 'Check connectors.graph.tenant and connectors.graph.cloud in desk.yaml.';
const consent =
  'Let an administrator of the customer consent to the app for this tenant, and check connectors.graph.clientId and connectors.graph.tenant in desk.yaml.';
const blocked = 'Ask an administrator of the customer to let this app sign in.';

/** What Entra's codes ask of us: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const remedies: Readonly<Record<number, string>> = {
  7000215: `The client secret is wrong. Put the value of the secret, not its id, ${secretAtFault}.`,
  7000222: `The client secret has expired. Create a new one in the app registration and put it ${secretAtFault}.`,
  700016: consent,
  65001: consent,
  90002: `There is no such tenant. ${tenantAtFault}`,
  900023: `There is no such tenant. ${tenantAtFault}`,
  900382: `The app and the tenant are in different clouds. ${tenantAtFault}`,
  500011: `Microsoft Graph is not known in this cloud. ${tenantAtFault}`,
  700027: 'The app does not know this certificate. Upload its public part to the app registration.',
  700024: 'The proof of our certificate was out of date. Check the clock of this machine.',
  7000112: `The app is switched off in this tenant. ${blocked}`,
  53003: `A Conditional Access policy of the tenant blocks the app. ${blocked}`,
};

const otherwise =
  'Check tenant, cloud, clientId and the credential of connectors.graph in desk.yaml against the app registration.';

const Body = z.object({ error_codes: z.array(z.int()).optional() });

/** Why Entra gave no token, in our words. Its own are left behind: they may repeat what was sent. */
export function signInRefusal(status: number, text: string): ConnectorError {
  const codes = Body.safeParse(jsonIn(text)).data?.error_codes ?? [];
  const cause = { status, codes };
  if (status === 429)
    return vendorError(VENDOR, 'Rate limit exceeded', { remedy: 'Try again in a few minutes.', definite: true, cause });
  if (status >= 500)
    return vendorError(VENDOR, 'Not reachable', {
      detail: 'its sign-in is out of order',
      remedy: 'Try again later.',
      definite: true,
      cause,
    });
  if (status < 400) return unreadableSignIn(cause);
  const [code] = [...codes.filter((one) => one in remedies), ...codes];
  return vendorError(VENDOR, 'Failed to obtain access token', {
    ...(code && { detail: `AADSTS${code}` }),
    remedy: (code && remedies[code]) || otherwise,
    definite: true,
    cause,
  });
}

/** Something answered, but surely not Entra's sign-in. */
export function unreadableSignIn(cause?: unknown): ConnectorError {
  return vendorError(VENDOR, 'Unreadable answer', {
    detail: 'from its sign-in',
    remedy: 'Look whether a proxy answers in its place, and try again later.',
    definite: true,
    cause,
  });
}
