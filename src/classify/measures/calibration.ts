import { isRight, type Judged, type Strictness } from './judged.ts';

/** The tickets of nearly the same confidence, and how often they were right. Both shares are 0 where there are none. */
interface ConfidenceBin {
  /** In percent, itself included. */
  readonly from: number;
  /** In percent, itself left to the next bin; the last one takes 100 too. */
  readonly to: number;
  readonly tickets: number;
  readonly confidence: number;
  readonly right: number;
}

/** What confidence is worth: `error` is how far it is from what came true, on average over all tickets. */
export interface CalibrationMeasure {
  readonly error: number;
  readonly bins: readonly ConfidenceBin[];
}

const BINS = 10;
const WIDTH = 100 / BINS;

/** The expected calibration error, over ten equal bins. */
export function calibrationOf(judged: readonly Judged[], strictness: Strictness): CalibrationMeasure {
  const bins = Array.from({ length: BINS }, (_, bin) =>
    binOf(
      bin,
      judged.filter(({ believed }) => binAt(believed.confidence) === bin),
      strictness,
    ),
  );
  const off = bins.reduce((sum, { tickets, confidence, right }) => sum + tickets * Math.abs(right - confidence), 0);
  return { error: off / (judged.length || 1), bins };
}

function binAt(confidence: number): number {
  return Math.min(BINS - 1, Math.floor(confidence / WIDTH));
}

function binOf(bin: number, inIt: readonly Judged[], strictness: Strictness): ConfidenceBin {
  const tickets = inIt.length;
  const percents = inIt.reduce((sum, { believed }) => sum + believed.confidence, 0);
  const right = inIt.filter((one) => isRight(one, strictness)).length;
  return {
    from: bin * WIDTH,
    to: (bin + 1) * WIDTH,
    tickets,
    confidence: percents / 100 / (tickets || 1),
    right: right / (tickets || 1),
  };
}
