import type { Message } from '../cards/card.ts';
import type { Belonging } from '../domain/belonging.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Identity } from '../domain/person.ts';
import type { MessageRef, Place } from '../domain/place.ts';

/** What became of a ticket, and what its requester is told. */
export interface Ending {
  readonly outcome: Outcome;
  readonly message: Message;
  /** What was approved by whom, a sentence each. */
  readonly approvals: readonly string[];
  /** Whether nothing of it was only simulated, so that a real ticket may take its state. */
  readonly isReal: boolean;
}

/** A chat the desk can talk in. Every verb throws `ChatError` when the platform did not take it. */
export interface ChatPlatform {
  readonly name: string;
  /** Whether commands are heard there, and messages can be pressed and rewritten. In a help desk's ticket they can't. */
  readonly isInteractive: boolean;
  /** Says something in a place; in its thread, if the place has one. */
  post(to: Place, message: Message): Promise<MessageRef>;
  /** Rewrites a message for everybody. */
  update(ref: MessageRef, message: Message): Promise<void>;
  /** Says something that only this person sees there; by direct message where the platform can't. */
  whisper(to: Place, person: Identity, message: Message): Promise<void>;
  direct(person: Identity, message: Message): Promise<MessageRef>;
  /** Asks the platform now, without remembering the answer, whether somebody who does something there belongs there. */
  belonging(person: Identity, place: Place): Promise<Belonging>;
  /** Says what became of a ticket where it also has a state of its own; elsewhere saying it is enough. */
  conclude?(to: Place, ending: Ending): Promise<void>;
}

/** The platform refused or could not be reached. `passing` means that the same call may work later. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly passing: boolean;

  constructor(message: string, { passing, cause }: { passing: boolean; cause?: unknown }) {
    super(message, { cause });
    this.passing = passing;
  }
}
