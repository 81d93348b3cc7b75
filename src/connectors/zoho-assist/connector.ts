import type { Connector } from '../connector.ts';
import { zohoHost } from '../zoho-accounts.ts';
import { check } from './check.ts';
import { type AssistClient, createAssistClient } from './client.ts';
import { Connection } from './connection.ts';
import { addSessionNotes } from './operations/add-session-notes.ts';
import { createSession } from './operations/create-session.ts';
import { getSessionHistory } from './operations/get-session-history.ts';
import { listDevices } from './operations/list-devices.ts';
import { startUnattendedSession } from './operations/start-unattended-session.ts';
import { VENDOR } from './vendor.ts';

export const zohoAssist: Connector<Connection, AssistClient> = {
  name: 'zohoAssist',
  title: VENDOR,
  operations: { listDevices, getSessionHistory, createSession, startUnattendedSession, addSessionNotes },
  connection: Connection,
  hosts: (connection) => [zohoHost('accounts', connection), zohoHost('assist', connection)],
  limits: { perSecond: 5 }, // none published
  exclusive: ({ department }) => department,
  connect: createAssistClient,
  owner: {
    expected: ({ department }) => department,
    async actual(client, signal) {
      const departments = await client.departments(signal);
      const { department } = client.connection;
      return departments.includes(department) ? department : (departments[0] ?? 'none');
    },
  },
  check,
};
