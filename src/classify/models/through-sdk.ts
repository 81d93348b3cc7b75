import type { Incoming, Send } from '../../egress/send.ts';

/** As much of `fetch` as the SDKs use. */
export type SdkFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Stands where an SDK wants a key: ours stays with our own headers, and so out of everything that an SDK might write. */
export const NO_KEY = 'kept-by-the-desk';

interface How {
  readonly send: Send;
  /** All of them. What an SDK would add of the machine, and of the headers in its environment, stays here. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Lets an SDK write the request and our egress send it. The SDK sees an empty answer; ours is read by those who asked. */
export async function throughSdk(
  { send, headers, signal }: How,
  ask: (fetch: SdkFetch) => Promise<unknown>,
): Promise<Incoming> {
  let came: Incoming | undefined;
  let failure: unknown;
  await ask(async (input, init) => {
    try {
      came = await send({
        method: init?.method === 'POST' ? 'POST' : 'GET',
        url: String(input),
        headers: {
          accept: 'application/json',
          ...(typeof init?.body === 'string' && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(typeof init?.body === 'string' && { body: init.body }),
        repeat: 'safe', // an answer that was lost is paid for, and nothing else
        signal,
      });
    } catch (error) {
      failure = error;
    }
    return new Response();
  });
  if (!came) throw failure;
  return came;
}
