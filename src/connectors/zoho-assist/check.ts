import { z } from 'zod';
import type { Finding } from '../connector.ts';
import { finding } from '../finding.ts';
import { scopedFinding, scopeFindings } from '../zoho-findings.ts';
import type { AssistClient } from './client.ts';
import { scopes } from './explain.ts';

const DAY_MS = 86_400_000;
const NoMatter = z.unknown();

/** Reads a little of everything. Whether sessions may be begun is only seen where Zoho says what the token may do. */
export async function check(client: AssistClient, signal: AbortSignal): Promise<readonly Finding[]> {
  const credential = await finding('Credential', () => client.token(signal));
  if (!credential.ok) return [credential];

  const granted = (await client.token(signal)).scopes;
  const now = client.now().getTime();
  const lastDay = { type: 'all', fromdate: now - DAY_MS, todate: now };
  return [
    credential,
    await department(client, signal),
    await scopedFinding('Devices', [scopes.devices], () => read(client, '/devices', {}, signal)),
    await scopedFinding('Past sessions', [scopes.reports], () => read(client, '/reports', lastDay, signal)),
    ...scopeFindings(Object.values(scopes), granted),
  ];
}

async function department(client: AssistClient, signal: AbortSignal): Promise<Finding> {
  const { department: wanted } = client.connection;
  const what = `Department ${wanted}`;
  let departments: readonly string[] = [];
  const reached = await scopedFinding(what, [scopes.user], async () => {
    departments = await client.departments(signal);
  });
  if (!reached.ok || departments.includes(wanted)) return reached;
  return { what, ok: false, remedy: 'Set department in desk.yaml to one of the user who made the refresh token.' };
}

function read(
  client: AssistClient,
  path: string,
  query: Readonly<Record<string, string | number>>,
  signal: AbortSignal,
): Promise<unknown> {
  return client.request({ method: 'GET', path, query: { ...query, count: 1 }, repeat: 'safe' }, NoMatter, signal);
}
