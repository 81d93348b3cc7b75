import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Calibration } from './calibration.ts';
import { LocalModel } from './model.ts';
import { Pooling } from './pooling.ts';

/** What `npm run train` writes: the model, how it is weighed beside the cues, and what it was taught, as a digest. */
export const Shipped = z.object({ taught: z.string(), pooling: Pooling, calibration: Calibration, model: LocalModel });
export type Shipped = Readonly<z.infer<typeof Shipped>>;

/** Where it stands. */
export const SHIPPED = new URL('./shipped.json', import.meta.url);

let read: Shipped | undefined;

/** The shipped model, read when the first ticket needs it. */
export function shipped(): Shipped {
  read ??= Shipped.parse(JSON.parse(readFileSync(SHIPPED, 'utf8')));
  return read;
}
