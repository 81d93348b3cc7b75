import type { Connector } from '../connector.ts';
import { addComment } from './operations/add-comment.ts';
import { createTicket } from './operations/create-ticket.ts';
import { executeScript } from './operations/execute-script.ts';
import { findAgent } from './operations/find-agent.ts';
import { getAgent } from './operations/get-agent.ts';
import { listAgents } from './operations/list-agents.ts';
import { listAlerts } from './operations/list-alerts.ts';
import { runDiskCleanup } from './operations/run-disk-cleanup.ts';

export const atera: Connector = {
  name: 'atera',
  title: 'Atera',
  operations: {
    findAgent,
    getAgent,
    listAgents,
    listAlerts,
    createTicket,
    addComment,
    runDiskCleanup,
    executeScript,
  },
};
