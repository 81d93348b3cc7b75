import type { Message, TextRun } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain } from './plain.ts';

const card = cardFrom('progress');

const looks = {
  waiting: { mark: '○', color: 'Default', isSubtle: true, remarks: [] },
  running: { mark: '●', color: 'Accent', isSubtle: false, remarks: [' – working on it'] },
  done: { mark: '✓', color: 'Good', isSubtle: false, remarks: [] },
  failed: { mark: '✗', color: 'Attention', isSubtle: false, remarks: [' – did not work'] },
  denied: { mark: '✗', color: 'Attention', isSubtle: false, remarks: [' – denied'] },
  expired: { mark: '✗', color: 'Attention', isSubtle: false, remarks: [' – nobody decided'] },
  skipped: { mark: '○', color: 'Default', isSubtle: true, remarks: [' – not needed'] },
  'not-begun': { mark: '○', color: 'Default', isSubtle: true, remarks: [' – not done'] },
} as const satisfies Record<
  StepState,
  Pick<TextRun, 'color' | 'isSubtle'> & { mark: string; remarks: readonly string[] }
>;

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'denied' | 'expired' | 'skipped' | 'not-begun';

interface Progress {
  readonly ticketId: string;
  readonly title: string;
  readonly steps: readonly { readonly title: string; readonly state: StepState }[];
  readonly note?: string;
}

/** Where a run is. Meant to be rewritten in place, so its height stays the same from first to last. */
export function progressMessage({ ticketId, title, steps, note }: Progress): Message {
  const done = steps.filter(({ state }) => state === 'done' || state === 'skipped').length;
  const notes = note ? [plain(note, 300)] : [];

  return {
    text: [`${plain(title, 120)}: ${done} of ${steps.length} steps done.`, ...notes].join(' '),
    card: card({
      title: plain(title, 120),
      steps: steps.map((step) => ({
        ...looks[step.state],
        ...(note && step.state === 'running' ? { remarks: [] } : {}), // the note says what it waits for
        title: ` ${plain(step.title, 100)}`,
      })),
      notes,
      ticketId: plain(ticketId, 40),
    }),
  };
}
