import type { Reader } from '../connectors/reader.ts';
import type { PlannedValue } from '../domain/approval.ts';
import type { Mode } from '../domain/customer.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Risk } from '../domain/risk.ts';
import type { Roster } from '../domain/roster.ts';
import type { Policy } from '../policy/policy.ts';
import type { GivenInputs } from '../workflows/gather.ts';

/** What going through a workflow by looking alone takes. */
export interface RehearsalParts {
  /** All that a rehearsal may do outside. */
  readonly reader: Reader;
  readonly roster: Roster;
  readonly policyFor: (customerId: string) => Promise<Policy>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** A value that would be sent. What only an earlier change would give is assumed, from its operation's example. */
interface RehearsedValue extends PlannedValue {
  readonly assumed: boolean;
}

/** What one step would do. */
export type Deed =
  | { readonly does: 'look'; readonly operation: string; readonly mode: Mode; readonly answer: unknown }
  | {
      readonly does: 'change';
      readonly operation: string;
      readonly mode: Mode;
      readonly risk: Risk;
      readonly values: readonly RehearsedValue[];
    }
  | {
      readonly does: 'ask for approval';
      readonly of: readonly string[];
      readonly risk: Risk;
      readonly within: string;
      /** Who may decide; empty when nobody may. */
      readonly deciders: readonly string[];
      /** Whether somebody has to find out first that it is really wanted. */
      readonly verifies: boolean;
    }
  | { readonly does: 'check'; readonly holds: boolean; readonly assumed: boolean }
  | { readonly does: 'tell'; readonly whom: string; readonly text: string; readonly assumed: boolean }
  | { readonly does: 'hand over a secret'; readonly to: string }
  | {
      readonly does: 'wait for work by hand';
      readonly text: string;
      readonly within: string;
      readonly now?: number;
      readonly assumed: boolean;
    }
  | { readonly does: 'nothing'; readonly why: string }
  | { readonly does: 'fail'; readonly why: string; readonly remedy?: string };

/** One step in the order in which steps would begin. */
export type RehearsedStep = { readonly step: string; readonly title: string } & Deed;

/** How much of what a run would take. */
export interface Cost {
  /** Calls that only look, by the system they go to. They were made. */
  readonly looks: Readonly<Record<string, number>>;
  /** Calls that change something, by system. None was made. */
  readonly changes: Readonly<Record<string, number>>;
  readonly approvals: number;
  readonly tasks: number;
  /** Understanding a ticket takes no model: the classifier works offline. */
  readonly models: 0;
}

/** What a workflow would do for a customer now, found out by looking alone. */
export interface Rehearsal {
  readonly workflow: { readonly name: string; readonly title: string; readonly version: number };
  readonly customer: { readonly id: string; readonly name: string };
  readonly inputs: GivenInputs;
  /** Inputs that somebody would be asked for first; with any of them nothing further can be said. */
  readonly missing: readonly string[];
  readonly steps: readonly RehearsedStep[];
  /** What the ticket would come to, and what the requester would be told. */
  readonly outcome: Outcome | 'not known';
  readonly result: string;
  readonly cost: Cost;
}
