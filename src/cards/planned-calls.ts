import type { PlannedCall } from '../domain/approval.ts';
import { plain } from './plain.ts';

/** A card that grows beyond what a chat takes would not arrive; what it can't show, it says. */
const callsAtMost = 10;
const valuesAtMost = 20;
const charactersInAll = 1_800;

/** The calls as the approval card lists them. The more values there are, the shorter each is shown. */
export function plannedCalls(calls: readonly PlannedCall[]): { calls: object[]; hidden: string[] } {
  const count = calls.reduce((sum, { values }) => sum + values.length, 0);
  const eachAtMost = Math.min(300, Math.floor(charactersInAll / Math.max(1, Math.min(count, valuesAtMost))));
  let room = valuesAtMost;

  const shown = calls.slice(0, callsAtMost).map(({ title, values }, index) => {
    const fitting = values.slice(0, room);
    room -= fitting.length;
    return {
      title: calls.length > 1 ? `${index + 1}. ${plain(title, 80)}` : plain(title, 80),
      values: fitting.map(({ name, value, origin }) => ({
        name: plain(inPlainWords(name), 40),
        value: plain(inWords(value), eachAtMost),
        origin: ` (${origin})`,
      })),
    };
  });

  const isAllShown = count <= valuesAtMost && calls.length <= shown.length;
  return {
    calls: shown,
    hidden: isAllShown ? [] : ['There is more than fits here. Deny it if you need to see everything first.'],
  };
}

/** `userId` is for programs; people read "user id". */
function inPlainWords(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function inWords(value: unknown): string {
  if (value === null || value === undefined) return '(none)';
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
