import type { Connector } from '../connector.ts';
import { addSessionNotes } from './operations/add-session-notes.ts';
import { createSession } from './operations/create-session.ts';
import { getSessionHistory } from './operations/get-session-history.ts';
import { listDevices } from './operations/list-devices.ts';
import { startUnattendedSession } from './operations/start-unattended-session.ts';

export const zohoAssist: Connector = {
  name: 'zohoAssist',
  title: 'Zoho Assist',
  operations: { listDevices, getSessionHistory, createSession, startUnattendedSession, addSessionNotes },
};
