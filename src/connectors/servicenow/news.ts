import type { ServiceNow } from './client.ts';
import { isReachable } from './incident.ts';
import { all, is } from './query.ts';
import { IncidentRecord, isoTime } from './records.ts';
import { rowsOf } from './table.ts';

const PAGE = 200;
const MOST_PAGES = 5;
/** Times are to the second, an incident is seen a little after its time, and two clocks are never equal. */
const OVERLAP_MS = 5 * 60_000;

interface News {
  readonly incidents: readonly IncidentRecord[];
  readonly until: string;
}

/** What was opened since then, oldest first, with an overlap, so that none is missed between two looks. */
export async function openedSince(since: string | undefined, client: ServiceNow, signal: AbortSignal): Promise<News> {
  if (since === undefined) return { incidents: [], until: client.now().toISOString() };

  const incidents: IncidentRecord[] = [];
  // The limit counts what the account may not see, so that only an empty page is the end.
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await pageOfNews(since, page, client, signal);
    incidents.push(...found.filter((incident) => isReachable(incident, client)));
    if (found.length === 0) break;
  }
  const last = incidents.at(-1);
  return { incidents, until: later(since, last && isoTime(last.sys_created_on)) };
}

/** With the overlap, the last one may be older than where this look began. */
function later(since: string, last = since): string {
  return new Date(Math.max(Date.parse(since), Date.parse(last))).toISOString();
}

function pageOfNews(since: string, page: number, client: ServiceNow, signal: AbortSignal): Promise<IncidentRecord[]> {
  const where = all(
    client.company === undefined ? undefined : is('company', client.company),
    `sys_created_onRELATIVEGE@minute@ago@${minutesSince(since, client.now())}`,
    'ORDERBYsys_created_on',
  );
  const wanted = { table: 'incident', where, limit: PAGE, offset: page * PAGE };
  return rowsOf(wanted, IncidentRecord, client.records, signal);
}

/** Minutes ago mean the same everywhere; a time would be read in the time zone of the account. */
function minutesSince(since: string, now: Date): number {
  return Math.max(1, Math.ceil((now.getTime() - new Date(since).getTime() + OVERLAP_MS) / 60_000));
}
