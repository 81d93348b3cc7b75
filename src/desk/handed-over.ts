import { z } from 'zod';

/** What everybody may know of a hand-over: to whom, and until when its link can be opened. */
export const HandedOver = z.object({ handedTo: z.string(), until: z.iso.datetime() });
export type HandedOver = Readonly<z.infer<typeof HandedOver>>;
