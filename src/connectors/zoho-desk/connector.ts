import type { Connector } from '../connector.ts';
import { addComment } from './operations/add-comment.ts';
import { closeTicket } from './operations/close-ticket.ts';
import { createTicket } from './operations/create-ticket.ts';
import { searchKnowledgeBase } from './operations/search-knowledge-base.ts';
import { updateTicket } from './operations/update-ticket.ts';

export const zohoDesk: Connector = {
  name: 'zohoDesk',
  title: 'Zoho Desk',
  operations: { searchKnowledgeBase, createTicket, updateTicket, addComment, closeTicket },
};
