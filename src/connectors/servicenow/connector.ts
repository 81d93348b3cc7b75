import type { Connector } from '../connector.ts';
import { check } from './check.ts';
import { connect, type ServiceNow } from './client.ts';
import { Connection, hostOf } from './connection.ts';
import { inbox } from './inbox.ts';
import { addComment } from './operations/add-comment.ts';
import { addWorkNote } from './operations/add-work-note.ts';
import { createChangeRequest } from './operations/create-change-request.ts';
import { createIncident } from './operations/create-incident.ts';
import { findIncident } from './operations/find-incident.ts';
import { getIncident } from './operations/get-incident.ts';
import { listNewIncidents } from './operations/list-new-incidents.ts';
import { resolveIncident } from './operations/resolve-incident.ts';
import { updateIncident } from './operations/update-incident.ts';
import { owner } from './owner.ts';
import { VENDOR } from './vendor.ts';

export const serviceNow: Connector<Connection, ServiceNow> = {
  name: 'serviceNow',
  title: VENDOR,
  operations: {
    findIncident,
    getIncident,
    listNewIncidents,
    createIncident,
    updateIncident,
    addWorkNote,
    addComment,
    resolveIncident,
    createChangeRequest,
  },
  connection: Connection,
  hosts: (connection) => [hostOf(connection)],
  limits: { perSecond: 20 }, // none by default; an instance's people should not notice the desk
  exclusive: (connection) => [hostOf(connection), connection.company].filter(Boolean).join('/'),
  connect,
  owner,
  check,
  inbox,
};
