import { z } from 'zod';

/** What the desk has learned about one connection. It holds for one credential: another one has to be tried anew. */
export const ConnectionStanding = z.strictObject({
  /** Fingerprint of that credential. */
  credential: z.string().min(1),
  /** When everything it needs was found to work. */
  testedAt: z.iso.datetime().optional(),
  /** It opened somebody else's data, so it opens nothing until it is replaced. */
  locked: z.strictObject({ at: z.iso.datetime(), why: z.string() }).optional(),
});
export type ConnectionStanding = Readonly<z.infer<typeof ConnectionStanding>>;

/** What the desk has learned about its connections, by customer and connector. */
export const Standing = z.strictObject({ connections: z.record(z.string(), ConnectionStanding).readonly() });
export type Standing = Readonly<z.infer<typeof Standing>>;

export const nothingLearned: Standing = { connections: {} };

export function standingOf(customerId: string, connector: string, { connections }: Standing) {
  const key = keyOf(customerId, connector);
  return Object.hasOwn(connections, key) ? connections[key] : undefined;
}

export function withStanding(
  customerId: string,
  connector: string,
  learned: ConnectionStanding,
  { connections }: Standing,
): Standing {
  return { connections: { ...connections, [keyOf(customerId, connector)]: learned } };
}

function keyOf(customerId: string, connector: string): string {
  return `${customerId}/${connector}`;
}
