import type { PlannedCall } from '../domain/approval.ts';
import type { Mode } from '../domain/customer.ts';
import { exactly } from './exact.ts';
import { plain } from './plain.ts';

/** What every chat shows whole, whatever else stands on the card. */
const callsAtMost = 5;
const valuesAtMost = 20;
const bytesOfOne = 1_800;
const bytesInAll = 3_500;
/** Of one item in a list, so that ten of them are shown whole on one card. */
const charactersInList = 640;
/** Where not everything can be shown, so that the rest of the card still arrives. */
const charactersOfOne = 90;

const modes = { demo: ' (simulated)', sandbox: ' (sandbox)', production: '' } satisfies Record<Mode, string>;

/** The calls as the approval card lists them: every value whole, or a warning that says so. */
export function plannedCalls(calls: readonly PlannedCall[]): { calls: object[]; hidden: string[] } {
  const isWhole = canBeShownWhole(calls);
  let room = valuesAtMost;

  const shown = calls.slice(0, callsAtMost).map(({ title, mode, values }, index) => {
    const fitting = values.slice(0, room);
    room -= fitting.length;
    return {
      title: `${calls.length > 1 ? `${index + 1}. ` : ''}${plain(title, 80)}${modes[mode]}`,
      values: fitting.map(({ name, value, origin }) => ({
        name: plain(asLabel(name), 40),
        value: isWhole ? exactly(value) : plain(exactly(value), charactersOfOne),
        origin: ` (${origin})`,
      })),
    };
  });
  return {
    calls: shown,
    hidden: isWhole ? [] : ['There is more than fits here, so this can not be approved. Deny it, and do it by hand.'],
  };
}

/** Nobody is asked to approve what they can't see. */
export function canBeShownWhole(calls: readonly PlannedCall[]): boolean {
  const bytes = calls.flatMap(({ values }) => values.map(({ value }) => Buffer.byteLength(exactly(value))));
  return (
    calls.length <= callsAtMost &&
    bytes.length <= valuesAtMost &&
    bytes.every((count) => count <= bytesOfOne) &&
    bytes.reduce((sum, count) => sum + count, 0) <= bytesInAll
  );
}

/** Whether ten of the kind stand whole on one card. */
export function fitsInList(calls: readonly PlannedCall[]): boolean {
  return Buffer.byteLength(callsInLine(calls)) <= charactersInList;
}

/** Calls in one line, every value whole; only for those that fit in a list. */
export function callsInLine(calls: readonly PlannedCall[]): string {
  return calls
    .map(({ title, mode, values }) => {
      const shown = values.map(
        ({ name, value, origin }) => `${plain(asLabel(name), 40)} ${exactly(value)} (${origin})`,
      );
      return `${plain(title, 80)}${modes[mode]}${shown.length > 0 ? `: ${shown.join(', ')}` : ''}`;
    })
    .join(' · ');
}

/** `userId` is for programs; people read "user id". */
export function asLabel(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
