import { z } from 'zod';
import { minimise } from './minimise.ts';
import type { Probabilities } from './model.ts';

/** How odds that were believed become odds that are true. */
export const Calibration = z.object({ slope: z.number(), shift: z.number() });
export type Calibration = Readonly<z.infer<typeof Calibration>>;

const NEARLY = 1e-6;

/** Makes the likeliest category as sure as such a belief has proven to be; the others share what is left as before. */
export function calibrated(believed: Probabilities, { slope, shift }: Calibration): Probabilities {
  const first = believed.indexOf(Math.max(...believed));
  const sure = bounded(believed[first] ?? 0);
  const proven = bounded(chanceOf(slope * oddsOf(sure) + shift));
  return believed.map((one, place) => (place === first ? proven : (one * (1 - proven)) / (1 - sure)));
}

/** Learns it from beliefs about texts that were not seen, and whether they were right. */
export function learnCalibration(known: readonly { readonly sure: number; readonly isRight: boolean }[]): Calibration {
  const examples = known.map(({ sure, isRight }) => ({ odds: oddsOf(bounded(sure)), isRight }));
  const [slope = 1, shift = 0] = minimise(
    ([by = 1, more = 0], steep) => {
      steep.fill(0);
      let loss = 0;
      for (const { odds, isRight } of examples) {
        const chance = bounded(chanceOf(by * odds + more));
        loss -= Math.log(isRight ? chance : 1 - chance) / examples.length;
        const miss = (chance - (isRight ? 1 : 0)) / examples.length;
        steep[0] = (steep[0] ?? 0) + miss * odds;
        steep[1] = (steep[1] ?? 0) + miss;
      }
      return loss;
    },
    Float64Array.of(1, 0),
    { steps: 100, flat: 1e-7 },
  );
  return { slope, shift };
}

function oddsOf(chance: number): number {
  return Math.log(chance / (1 - chance));
}

function chanceOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function bounded(chance: number): number {
  return Math.min(1 - NEARLY, Math.max(NEARLY, chance));
}
