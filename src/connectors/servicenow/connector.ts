import type { Connector } from '../connector.ts';
import { addWorkNote } from './operations/add-work-note.ts';
import { createChangeRequest } from './operations/create-change-request.ts';
import { createIncident } from './operations/create-incident.ts';
import { findIncident } from './operations/find-incident.ts';
import { resolveIncident } from './operations/resolve-incident.ts';
import { updateIncident } from './operations/update-incident.ts';

export const serviceNow: Connector = {
  name: 'serviceNow',
  title: 'ServiceNow',
  operations: { findIncident, createIncident, updateIncident, addWorkNote, resolveIncident, createChangeRequest },
};
