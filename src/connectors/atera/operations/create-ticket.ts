import { z } from 'zod';
import { operation } from '../../operation.ts';
import type { Atera } from '../client.ts';
import { contactWith } from '../contact.ts';
import { TicketId, TicketNumber } from '../fields.ts';
import { findTicket, openTicket } from '../open-ticket.ts';
import { ticketPage } from '../tickets.ts';

export const createTicket = operation({
  title: 'Create Atera ticket',
  summary: "Opens a ticket in Atera for one of the customer's contacts.",
  risk: 'routine',
  repeatable: false,
  input: z.strictObject({
    title: z.string().min(1).max(300).describe('What it is about, in one line.').meta({ words: true }),
    description: z.string().min(1).max(32_000).describe('The whole story.').meta({ words: true }),
    requester: z.email().describe('E-mail address of the contact who needs help.'),
    priority: z.enum(['low', 'medium', 'high', 'critical']).default('medium').describe('How urgent it is.'),
  }),
  output: z.strictObject({
    ticketId: TicketId,
    ticketNumber: TicketNumber,
    page: z.url().describe('Page of the ticket in Atera; opens after signing in.'),
  }),
  example: {
    input: {
      title: 'Laptop is very slow',
      description: 'It takes ten minutes to start since Monday.',
      requester: 'ada@contoso.com',
      priority: 'medium',
    },
    output: { ticketId: 5203, ticketNumber: '1203', page: 'https://atera.example/tickets/5203' },
  },
  async run({ title, description, requester, priority }, client: Atera, call) {
    const contact = await contactWith(requester, client, call.signal);
    const ticket = await openTicket({ contact, title, description, type: 'Incident', priority }, client, call);
    return { ...ticket, page: ticketPage(ticket.ticketId) };
  },
  async find(_input, client: Atera, call) {
    const ticket = await findTicket(client, call);
    return { ...ticket, page: ticketPage(ticket.ticketId) };
  },
});
