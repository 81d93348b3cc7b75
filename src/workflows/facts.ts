import type { Classification } from '../domain/classification.ts';

/** All that a run knows when a step begins, and so all that a hole can be filled with. */
export interface Facts {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The output of every step that is done, by step name. */
  readonly steps: Readonly<Record<string, unknown>>;
  /** `helpDesk` is its number in the help desk it came from; absent for one from a chat. */
  readonly ticket: {
    readonly id: string;
    readonly subject: string;
    readonly body: string;
    readonly helpDesk?: string | undefined;
    /** Names of people it may be about: of whoever asked, then those in its text. */
    readonly people: readonly string[];
  };
  /** `contact` is what other systems best know them by: the account, or the name of somebody without one. */
  readonly requester: { readonly name: string; readonly account?: string | undefined; readonly contact: string };
  readonly customer: { readonly id: string; readonly name: string };
  readonly classification?:
    | Pick<Classification, 'category' | 'confidence' | 'reasoning' | 'suggestedAction'>
    | undefined;
}
