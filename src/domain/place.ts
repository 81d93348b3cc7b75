import { z } from 'zod';

/** Where a conversation happens. `reference` is the platform's own address of it, opaque to everybody else. */
export const Place = z.object({
  platform: z.string().min(1),
  workspace: z.string().min(1),
  channel: z.string().min(1),
  thread: z.string().optional(),
  reference: z.unknown().optional(),
});
export type Place = Readonly<z.infer<typeof Place>>;

/** Where one message stands, so that it can be rewritten later. */
export const MessageRef = z.object({ place: Place, message: z.string().min(1) });
export type MessageRef = Readonly<z.infer<typeof MessageRef>>;
