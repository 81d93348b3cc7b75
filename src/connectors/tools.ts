import type { Send } from '../egress/send.ts';

/** What a connector needs to talk to its vendor for one customer. */
export interface Tools {
  /** Reaches the connection's own hosts only, with the patience that each request allows. */
  readonly send: Send;
  /** The credential that a reference such as `env:NAME` or `file:/path` stands for, as it is now. */
  readonly credential: (reference: string) => Promise<string>;
  readonly now: () => Date;
  /** Hears every token that a vendor gave us. */
  readonly onSecret?: ((value: string) => void) | undefined;
}
