import type { Connector } from '../connector.ts';
import { zohoHost } from '../zoho-accounts.ts';
import { check } from './check.ts';
import { createDeskClient, type DeskClient } from './client.ts';
import { Connection } from './connection.ts';
import { inbox } from './inbox.ts';
import { addComment } from './operations/add-comment.ts';
import { closeTicket } from './operations/close-ticket.ts';
import { createTicket } from './operations/create-ticket.ts';
import { getTicket } from './operations/get-ticket.ts';
import { listNewTickets } from './operations/list-new-tickets.ts';
import { searchKnowledgeBase } from './operations/search-knowledge-base.ts';
import { updateTicket } from './operations/update-ticket.ts';
import { VENDOR } from './vendor.ts';

export const zohoDesk: Connector<Connection, DeskClient> = {
  name: 'zohoDesk',
  title: VENDOR,
  operations: { searchKnowledgeBase, getTicket, listNewTickets, createTicket, updateTicket, addComment, closeTicket },
  connection: Connection,
  hosts: (connection) => [zohoHost('accounts', connection), zohoHost('desk', connection)],
  limits: { perSecond: 10 }, // the vendor counts by the day and by what is under way, and publishes neither for every edition
  exclusive: ({ org, department }) => `${org}/${department}`,
  connect: createDeskClient,
  owner: {
    expected: ({ org }) => org,
    async actual(client, signal) {
      const organisations = await client.organisations(signal);
      const { org } = client.connection;
      return organisations.includes(org) ? org : (organisations[0] ?? 'none');
    },
  },
  check,
  inbox,
};
