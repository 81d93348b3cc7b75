import type { Agent, Alert, Comment, Contact, Ticket } from './account.ts';

/** Things as the vendor writes them; some times have a zone and some have none. */
export function agentRecord(agent: Agent, customerName: string) {
  const { free = 0, total = 0 } = agent.disk ?? {};
  return {
    MachineID: `${agent.id}-guid`,
    AgentID: agent.id,
    CustomerID: agent.customer,
    CustomerName: customerName,
    AgentName: agent.name,
    MachineName: agent.name,
    Online: agent.online,
    LastSeen: '2026-11-23T03:58:11.123',
    AppViewUrl: agent.page,
    LastLoginUser: agent.lastUser,
    SystemDrive: 'C:',
    OS: 'Microsoft Windows 11 Pro x64',
    OSType: 'Work Station',
    HardwareDisks: agent.disk && [
      { Drive: 'D:', Free: 7, Used: 1_907_720, Total: 1_907_727 },
      { Drive: 'C:', Free: free, Used: total - free, Total: total },
    ],
  };
}

export function contactRecord(contact: Contact) {
  return {
    EndUserID: contact.id,
    CustomerID: contact.customer,
    Firstname: contact.firstName,
    Lastname: contact.lastName,
    Email: contact.email,
    IsContactPerson: false,
    Archived: contact.archived,
  };
}

export function ticketRecord(ticket: Ticket) {
  return {
    TicketID: ticket.id,
    TicketNumber: `${ticket.id - 1000}`,
    TicketTitle: ticket.title,
    TicketPriority: ticket.priority,
    TicketStatus: ticket.status,
    TicketType: ticket.type,
    CustomerID: ticket.customer,
    EndUserID: ticket.contact.id,
    EndUserEmail: ticket.contact.email,
    EndUserFirstName: ticket.contact.firstName,
    EndUserLastName: ticket.contact.lastName,
    FirstComment: ticket.description,
    LastTechnicianComment: ticket.comments.at(-1)?.text ?? null,
    TicketCreatedDate: ticket.created.toISOString(),
    TechnicianContactID: null,
  };
}

export function commentRecord(comment: Comment) {
  return {
    Date: '2026-11-23T04:00:00Z',
    Comment: comment.text,
    TechnicianContactID: comment.technician,
    IsInternal: comment.internal,
  };
}

export function alertRecord(alert: Alert) {
  return {
    AlertID: alert.id,
    Title: alert.title,
    Severity: 'Warning',
    Created: alert.created.toISOString().slice(0, -1),
    AgentId: alert.agent?.id ?? null,
    DeviceName: alert.agent?.name ?? null,
    AlertMessage: `${alert.title}: look at it`,
    CustomerID: alert.customer,
    TicketID: alert.ticket,
    Archived: alert.status === 'Resolved',
  };
}
