import { z } from 'zod';

/** A technician's word about a task, as it is kept with the question. */
export const TaskAnswer = z.object({ done: z.boolean(), words: z.string().optional() });
export type TaskAnswer = Readonly<z.infer<typeof TaskAnswer>>;
