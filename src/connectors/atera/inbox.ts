import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Arrival, Inbox } from '../inbox.ts';
import { Alert } from './alerts.ts';
import type { Connection } from './connection.ts';
import { listNewTickets } from './operations/list-new-tickets.ts';
import { HelpTicket } from './tickets.ts';

/** Anybody could guess a shorter one: 22 characters of base64 are 128 bits. */
const SHORTEST_SECRET = 22;

const LONGEST_COMMENT = 20_000;

const ended = ['resolved', 'closed', 'deleted', 'spam', 'merged'];
const alertForm = /^alert-(\d+)$/;

/**
 * How Atera's tickets and alerts come in. Its webhook is not signed, so that it is a hint to look and nothing else. What
 * the desk says goes to whoever asked, as a comment that the contact sees.
 */
export const inbox: Inbox<Connection> = {
  isOpen: ({ inbox: settings }) => settings !== undefined,
  ticket: {
    call(ticketId) {
      const alert = alertForm.exec(ticketId)?.[1];
      return alert
        ? { operation: 'getAlert', input: { alertId: Number(alert) } }
        : { operation: 'getTicket', input: { ticketId: Number(ticketId) } };
    },
    arrival(output) {
      const read = z.union([HelpTicket, Alert]).parse(output);
      return 'alertId' in read ? ofAlert(read) : ofTicket(read);
    },
  },
  news: {
    every: '5m',
    call(cursor) {
      return { operation: 'listNewTickets', input: cursor === null ? {} : Cursor.parse(JSON.parse(cursor)) };
    },
    read(output) {
      const { tickets, alerts, lookedAt, highestAlertId } = listNewTickets.output.parse(output);
      const arrivals = [...tickets.map(ofTicket), ...alerts.map(ofAlert)].filter((one) => one !== undefined);
      return { arrivals, cursor: JSON.stringify({ since: lookedAt, lastAlertId: highestAlertId }) };
    },
  },
  webhook: {
    async isProven({ rest }, { inbox: settings }, { credential }) {
      if (!settings?.pathSecret) return false;
      const secret = (await credential(settings.pathSecret)).trim();
      return secret.length >= SHORTEST_SECRET && timingSafeEqual(fingerprint(rest), fingerprint(secret));
    },
    tickets: () => 'news',
  },
  comment(ticketId, text) {
    if (alertForm.test(ticketId)) return undefined;
    const readable = text.slice(0, LONGEST_COMMENT);
    return { operation: 'addComment', input: { ticketId: Number(ticketId), text: readable, private: false } };
  },
  conclude(ticketId, outcome) {
    if (outcome !== 'resolved') return undefined;
    const alert = alertForm.exec(ticketId)?.[1];
    return alert
      ? { operation: 'resolveAlert', input: { alertId: Number(alert) } }
      : { operation: 'resolveTicket', input: { ticketId: Number(ticketId) } };
  },
};

const Cursor = listNewTickets.input;

function ofTicket(ticket: HelpTicket): Arrival | undefined {
  const { ticketId, subject, body, requester, createdAt, openedByDesk, status } = ticket;
  if (openedByDesk || ended.includes(status.toLowerCase())) return undefined;
  return { ticketId: `${ticketId}`, subject, body, requester, at: createdAt };
}

/** An alert that Atera has opened a ticket for comes in as that ticket. */
function ofAlert({ alertId, title, device, message, severity, raisedAt, ticketId }: Alert): Arrival | undefined {
  if (ticketId !== undefined) return undefined;
  const subject = device ? `${title} (${device})` : title;
  return {
    ticketId: `alert-${alertId}`,
    subject,
    body: [subject, message, `Severity: ${severity}.`].filter(Boolean).join('\n'),
    requester: { id: 'monitoring', name: 'Atera monitoring' },
    at: raisedAt,
  };
}

function fingerprint(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
