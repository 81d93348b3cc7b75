import { Outcome } from '../domain/outcome.ts';

/** Lines that promise nothing about other lines: what came of it stands in them alone. Anything else is judged, or said not to be. */
const plainFamilies: readonly string[] = [
  'ticket',
  'lessons',
  'handover',
  'task',
  'audit',
  'link',
  'help',
  'break-glass',
  'fuse',
  'verification',
  'secrets',
];

export function promisesNothing(action: string): boolean {
  return plainFamilies.includes(action.split('.', 1)[0] ?? '');
}

/** Whether a line ends its run. */
export function endsRun(action: string): boolean {
  return Outcome.options.some((outcome) => action === `ticket.${outcome}`);
}
