import { z } from 'zod';

/** What the vendors have to get ready. */
export const LabOrder = z.object({ customers: z.number(), agents: z.number() });
export type LabOrder = z.infer<typeof LabOrder>;

const Enrolled = z.object({ connection: z.unknown(), credentials: z.record(z.string(), z.string()) });

/** The way to each vendor by its connector's name, and who is known there. */
export const LabReady = z.record(
  z.string(),
  z.object({ proxy: z.string(), ca: z.string(), enrolled: z.record(z.string(), Enrolled) }),
);
export type LabReady = z.infer<typeof LabReady>;

/** What a worker measures; it is told where the vendors are. */
export const Order = z.discriminatedUnion('measure', [
  z.object({ measure: z.literal('calls'), lab: LabReady, calls: z.number(), rounds: z.number() }),
  z.object({ measure: z.literal('memory'), lab: LabReady, customers: z.number() }),
  z.object({ measure: z.literal('agents'), lab: LabReady, atVendorsPace: z.boolean() }),
]);
export type Order = z.infer<typeof Order>;

/** Milliseconds for each call, and own processor milliseconds for one. */
const Side = z.object({ ms: z.array(z.number()), cpuMs: z.number() });

/** What came out of it, by what was ordered. */
export const Measured = {
  calls: z.object({ rounds: z.array(z.object({ desk: Side, fetch: Side, request: Side })) }),
  memory: z.object({ residentMb: z.number(), heapMb: z.number(), opened: z.number(), ms: z.number() }),
  agents: z.object({ agents: z.number(), ms: z.number(), cpuMs: z.number(), peakMb: z.number(), beforeMb: z.number() }),
};
