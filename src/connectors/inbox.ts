import type { Outcome } from '../domain/outcome.ts';
import type { Duration } from '../lib/duration.ts';
import type { Tools } from './tools.ts';

/** A ticket that a help desk has. Its words are somebody's and never trusted; its sender is not proven. */
export interface Arrival {
  /** The vendor's own id; one ticket arrives once, however often it is told. */
  readonly ticketId: string;
  readonly subject: string;
  readonly body: string;
  readonly requester: { readonly id: string; readonly name: string };
  /** ISO time. */
  readonly at: string;
}

/** A call of one of the connector's own operations. */
export interface OwnCall {
  readonly operation: string;
  readonly input: unknown;
}

/** A call of a webhook, as it came. */
export interface WebhookCall {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What followed the customer in the path, if anything did. */
  readonly rest: string;
  readonly body: Buffer;
}

/**
 * How a help desk's tickets come in, and how what became of them goes back. Everything is a call of a declared operation,
 * so that modes, tenants, retries and the audit hold for it too.
 */
export interface Inbox<Connection> {
  /** Absent when this connection lets no tickets in. */
  isOpen(connection: Connection): boolean;
  /** Reads one ticket again before anything is believed. `undefined` when it is one the desk has opened itself. */
  readonly ticket: { call(ticketId: string): OwnCall; arrival(output: unknown): Arrival | undefined };
  /** Reads what is new since the cursor; `null` at the first time, which only learns where now is. */
  readonly news: {
    readonly every: Duration;
    call(cursor: string | null): OwnCall;
    read(output: unknown, cursor: string | null): { readonly arrivals: readonly Arrival[]; readonly cursor: string };
  };
  /** Absent when the vendor calls nobody. */
  readonly webhook?: {
    /** Whether the call proves where it comes from. Reads nothing of its body before. */
    isProven(call: WebhookCall, connection: Connection, tools: Tools, signal: AbortSignal): Promise<boolean>;
    /** Which tickets it speaks of; `news` when it only says that there are some. */
    tickets(body: unknown): readonly string[] | 'news';
  };
  /** `undefined` where nothing can be written to, such as an alert. */
  comment(ticketId: string, text: string): OwnCall | undefined;
  /** The ticket's state after the outcome; `undefined` leaves it as it is. */
  conclude(ticketId: string, outcome: Outcome, text: string): OwnCall | undefined;
}
