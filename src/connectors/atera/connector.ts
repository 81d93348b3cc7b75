import type { Connector } from '../connector.ts';
import { check } from './check.ts';
import { type Atera, connect, HOST } from './client.ts';
import { Connection } from './connection.ts';
import { inbox } from './inbox.ts';
import { addComment } from './operations/add-comment.ts';
import { createTicket } from './operations/create-ticket.ts';
import { devicesFor } from './operations/devices-for.ts';
import { executeScript } from './operations/execute-script.ts';
import { findAgent } from './operations/find-agent.ts';
import { getAgent } from './operations/get-agent.ts';
import { getAlert } from './operations/get-alert.ts';
import { getTicket } from './operations/get-ticket.ts';
import { listAgents } from './operations/list-agents.ts';
import { listAlerts } from './operations/list-alerts.ts';
import { listNewTickets } from './operations/list-new-tickets.ts';
import { resolveAlert } from './operations/resolve-alert.ts';
import { resolveTicket } from './operations/resolve-ticket.ts';
import { runDiskCleanup } from './operations/run-disk-cleanup.ts';
import { owner } from './owner.ts';
import { VENDOR } from './vendor.ts';

export const atera: Connector<Connection, Atera> = {
  name: 'atera',
  title: VENDOR,
  operations: {
    findAgent,
    getAgent,
    listAgents,
    devicesFor,
    listAlerts,
    getAlert,
    getTicket,
    listNewTickets,
    createTicket,
    addComment,
    resolveTicket,
    resolveAlert,
    runDiskCleanup,
    executeScript,
  },
  connection: Connection,
  hosts: () => [HOST],
  limits: { perSecond: 2 },
  exclusive: ({ customer }) => `${customer}`,
  connect,
  owner,
  check,
  inbox,
};
