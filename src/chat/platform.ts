import type { Message } from '../cards/card.ts';
import type { Identity } from '../domain/person.ts';
import type { MessageRef, Place } from '../domain/place.ts';

/** A chat the desk can talk in. Every verb throws `ChatError` when the platform did not take it. */
export interface ChatPlatform {
  readonly name: string;
  /** Says something in a place; in its thread, if the place has one. */
  post(to: Place, message: Message): Promise<MessageRef>;
  /** Rewrites a message for everybody. */
  update(ref: MessageRef, message: Message): Promise<void>;
  /** Says something that only this person sees there; by direct message where the platform can't. */
  whisper(to: Place, person: Identity, message: Message): Promise<void>;
  direct(person: Identity, message: Message): Promise<MessageRef>;
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
