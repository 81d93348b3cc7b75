import { z } from 'zod';

const SessionNumber = z.union([z.string().regex(/^\d{1,30}$/), z.int().nonnegative().transform(String)]);
const Link = z.url({ protocol: /^https$/ });

/** A session that has just been made. Whoever holds one of its links is in it. */
export const AttendedSession = z.object({
  representation: z.object({ session_id: SessionNumber, technician_url: Link, customer_url: Link }),
});
export const UnattendedSession = z.object({
  representation: z.object({ session_id: SessionNumber, technician_url: Link }),
});

const Told = z.object({
  session_id: SessionNumber,
  start_time: z.number().min(0),
  end_time: z.number().min(0).nullish(),
  session_owner_email: z.string().nullish(),
  agent_email: z.string().nullish(),
});

/** One page of past sessions; an answer without a body is an empty one. */
export const Reports = z
  .object({ representation: z.array(Told), total_count: z.number().optional() })
  .optional()
  .transform((page) => page?.representation ?? []);

/** The vendor's short names for kinds of session. */
export const kinds = { 'remote-support': 'rs', 'screen-share': 'dm' } as const;
export const reportKinds = { all: 'all', 'remote-support': 'rs', 'screen-share': 'DM', unattended: 'URS' } as const;
