import { randomUUID } from 'node:crypto';
import type { VendorAnswer, VendorRequest } from '../vendor.ts';
import type { Instance } from './instance.ts';

/** Whether a request shows who it is from, in any of the three ways. */
export function isLetIn({ headers }: VendorRequest, { account, tokens, now }: Instance): boolean {
  if (headers['x-sn-apikey'] !== undefined) return headers['x-sn-apikey'] === account.key;
  const [scheme, shown = ''] = headers.authorization?.split(' ') ?? [];
  if (scheme === 'Basic') return Buffer.from(shown, 'base64').toString() === `${account.user}:${account.password}`;
  return scheme === 'Bearer' && (tokens.get(shown) ?? 0) > now().getTime();
}

/** `/oauth_token.do`: the two grants that a machine uses. */
export function giveToken({ body }: VendorRequest, { account, tokens, rules, now }: Instance): VendorAnswer {
  const form = new URLSearchParams(body);
  const isClient = form.get('client_id') === account.clientId && form.get('client_secret') === account.clientSecret;
  const isGranted =
    form.get('grant_type') === 'client_credentials' ||
    (form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === account.refreshToken);
  if (!isClient || !isGranted)
    return {
      status: 401,
      body: { error: 'server_error', error_description: `access_denied for ${form.get('client_id')}` },
    };

  const token = randomUUID();
  tokens.set(token, now().getTime() + rules.tokenSeconds * 1_000);
  return {
    status: 200,
    body: { access_token: token, scope: 'useraccount', token_type: 'Bearer', expires_in: rules.tokenSeconds },
  };
}
