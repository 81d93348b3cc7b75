/** A device with its agent. Sizes are in mebibytes, as the vendor counts. */
export interface Agent {
  readonly id: number;
  readonly customer: number;
  readonly name: string;
  online: boolean;
  disk: { free: number; readonly total: number } | undefined;
  page: string | null;
  lastUser: string | null;
}

export interface Contact {
  readonly id: number;
  readonly customer: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly archived: boolean;
}

export interface Comment {
  readonly text: string;
  readonly internal: boolean;
  readonly technician: number;
}

export interface Ticket {
  readonly id: number;
  readonly customer: number;
  readonly contact: Contact;
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly priority: string;
  readonly created: Date;
  status: string;
  modified: Date;
  readonly comments: Comment[];
}

export interface Alert {
  readonly id: number;
  readonly customer: number;
  readonly agent: Agent | undefined;
  readonly title: string;
  readonly created: Date;
  readonly ticket: number | null;
  status: 'Open' | 'Resolved';
}

export type Domain = 'Agents' | 'Alerts' | 'Contacts' | 'Customers' | 'Tickets';

/** Whose key it is, and what it may not do, e.g. `Tickets: write`. */
interface Key {
  readonly customer: string;
  readonly forbidden: Set<`${Domain}: ${'read' | 'write'}`>;
}

/** Something that was changed from outside, in order. */
export interface Change {
  readonly customer: number;
  readonly what: 'ticket' | 'comment' | 'ticket resolved' | 'alert resolved';
}

/** One provider's account: all its customers side by side. */
export interface Account {
  readonly now: () => Date;
  readonly keys: Map<string, Key>;
  readonly customers: Map<number, string>;
  readonly technicians: Map<number, string>;
  readonly agents: Agent[];
  readonly contacts: Contact[];
  readonly tickets: Ticket[];
  readonly alerts: Alert[];
  readonly changes: Change[];
  nextId(): number;
}

export function newAccount(now: () => Date): Account {
  let last = 1000;
  return {
    now,
    keys: new Map(),
    customers: new Map(),
    technicians: new Map([[77, 'tess@provider.example']]),
    agents: [],
    contacts: [],
    tickets: [],
    alerts: [],
    changes: [],
    nextId: () => ++last,
  };
}
