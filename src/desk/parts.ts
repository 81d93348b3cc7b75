import type { ChatPlatform } from '../chat/platform.ts';
import type { Classify } from '../classify/classify.ts';
import type { Records, Secrets } from '../connectors/operation.ts';
import type { Registry } from '../connectors/registry.ts';
import type { Customer } from '../domain/customer.ts';
import type { Roster } from '../domain/roster.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { Log } from '../lib/log.ts';
import type { Policy } from '../policy/policy.ts';
import type { Runs } from '../runs/port.ts';
import type { Handovers } from '../secrets/handovers.ts';
import type { Approvals } from '../store/approvals.ts';
import type { Batches } from '../store/batches.ts';
import type { BreakGlasses } from '../store/break-glasses.ts';
import type { Challenges } from '../store/challenges.ts';
import type { Counts } from '../store/counts.ts';
import type { Effects } from '../store/effects.ts';
import type { Fuses } from '../store/fuses.ts';
import type { HandOffs } from '../store/hand-offs.ts';
import type { Inbox } from '../store/inbox.ts';
import type { Lessons } from '../store/lessons.ts';
import type { Links } from '../store/links.ts';
import type { Pleas } from '../store/pleas.ts';
import type { Pool } from '../store/pool.ts';
import type { Questions } from '../store/questions.ts';
import type { Tickets } from '../store/tickets.ts';
import type { Verifications } from '../store/verifications.ts';
import type { Boards } from './boards.ts';
import type { Spendings } from './cost.ts';
import type { Training } from './training.ts';

/** What the desk is made of. */
export interface DeskParts {
  readonly pool: Pool;
  readonly inbox: Inbox;
  readonly tickets: Tickets;
  readonly approvals: Approvals;
  readonly batches: Batches;
  readonly fuses: Fuses;
  readonly breakGlasses: BreakGlasses;
  readonly questions: Questions;
  /** What was found out about who asked. */
  readonly verifications: Verifications;
  readonly challenges: Challenges;
  readonly handOffs: HandOffs;
  readonly pleas: Pleas;
  /** Which identities people have proven to be theirs; `roster` counts them in. */
  readonly links: Links;
  readonly effects: Effects;
  readonly counts: Counts;
  /** What people taught. */
  readonly lessons: Lessons;
  /** Has customers' models learn it. */
  readonly training: Pick<Training, 'begin'>;
  readonly registry: Registry;
  /** Where secrets are made and kept. */
  readonly vault: { forCall(call: { readonly customerId: string; readonly reference: string }): Secrets };
  /** How secrets reach the people they are for. */
  readonly handovers: Pick<Handovers, 'offer' | 'showCode' | 'obstacle'>;
  /** What the desk keeps for operations whose vendor has no place for it. */
  readonly recordsOf: (effect: {
    readonly key: string;
    readonly customer: Customer;
    readonly ticketId: string;
  }) => Records;
  readonly workflows: readonly Workflow[];
  readonly classify: Classify;
  /** What language models cost. */
  readonly spendings: Spendings;
  /** By platform name. */
  readonly platforms: ReadonlyMap<string, ChatPlatform>;
  /** Who is known now; read afresh for every question, because people come and go while runs wait. */
  readonly roster: () => Promise<Roster>;
  /** What a customer's requests have to satisfy now; read afresh like the roster. */
  readonly policyFor: (customerId: string) => Promise<Policy>;
  /** The engine, once it has started. */
  readonly runs: () => Runs<Ticket>;
  /** Messages that many runs rewrite. */
  readonly boards: Boards;
  readonly log: Log;
  readonly now: () => Date;
}
