import { standing } from './incident.ts';
import { type IncidentRecord, isoTime } from './records.ts';
import { isOurs, shownTitle } from './texts.ts';

/** An incident with all that intake wants to know of it. */
export function storyOf(incident: IncidentRecord) {
  return {
    ...standing(incident),
    title: shownTitle(incident.short_description),
    description: incident.description,
    requester: { id: incident.caller_id || 'unknown', name: incident['caller_id.name'] || 'Unknown' },
    openedAt: isoTime(incident.sys_created_on),
    openedByDesk: isOurs(incident.correlation_id),
  };
}
