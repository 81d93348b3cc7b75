import { z } from 'zod';
import type { Finding } from '../connector.ts';
import { finding } from '../finding.ts';
import { scopedFinding, scopeFindings } from '../zoho-findings.ts';
import type { DeskClient } from './client.ts';
import { scopes } from './explain.ts';
import { markOf } from './mark.ts';

const NoMatter = z.unknown();

/** Reads a little of everything. What may be written is only seen where Zoho says what the token may do. */
export async function check(client: DeskClient, signal: AbortSignal): Promise<readonly Finding[]> {
  const credential = await finding('Credential', () => client.token(signal));
  if (!credential.ok) return [credential];

  const granted = (await client.token(signal)).scopes;
  const { department, fields } = client.connection;
  const mark = { customField1: `${fields.reference}:${markOf('check')}` };
  const look = (path: string, query: Readonly<Record<string, string>>) => () =>
    client.request(
      { method: 'GET', path, query: { departmentId: department, limit: 1, ...query }, repeat: 'safe' },
      NoMatter,
      signal,
    );
  return [
    credential,
    await organisation(client, signal),
    await scopedFinding(`Department ${department}`, [scopes.readTickets], look('/tickets', {})),
    await scopedFinding(
      `Field ${fields.reference}`,
      [scopes.readTickets, scopes.search],
      look('/tickets/search', mark),
    ),
    await scopedFinding(
      'Knowledge base',
      [scopes.articles, scopes.search],
      look('/articles/search', { _all: 'password' }),
    ),
    ...scopeFindings(Object.values(scopes), granted),
  ];
}

async function organisation(client: DeskClient, signal: AbortSignal): Promise<Finding> {
  const { org } = client.connection;
  const what = `Organisation ${org}`;
  let organisations: readonly string[] = [];
  const reached = await scopedFinding(what, [scopes.organisations], async () => {
    organisations = await client.organisations(signal);
  });
  if (!reached.ok || organisations.includes(org)) return reached;
  return { what, ok: false, remedy: 'Set org in desk.yaml to an organisation of the user who made the refresh token.' };
}
