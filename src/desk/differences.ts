import { exactly } from '../cards/exact.ts';
import { plain } from '../cards/plain.ts';
import { asLabel } from '../cards/planned-calls.ts';
import type { Approval, PlannedCall, Vote } from '../domain/approval.ts';
import type { Mode } from '../domain/customer.ts';
import { policyDifferences } from './policy-differences.ts';
import type { Run } from './run.ts';

/** One thing that is not as it was approved: what it is, and in words with both values. */
export interface Difference {
  readonly what: string;
  readonly words: string;
}

interface Beside {
  /** The votes that count now. */
  readonly standing: readonly Vote[];
  /** Whether the workflow's file is another one. */
  readonly isEdited: boolean;
}

/** All that is different, the gravest first. Never empty: whoever asks knows already that something is. */
export function differencesFrom(was: Approval, now: Approval, { standing, isEdited }: Beside, run: Run): Difference[] {
  const values = was.calls.flatMap((call) => inCall(call, now.calls, was.calls.length > 1));
  const found = [
    ...lookedUp(was, now, values, run),
    ...values,
    ...changed('target', 'For', was.target.value, now.target.value),
    ...changed('requester', 'Asked by', was.requester.id, now.requester.id, [was.requester.name, now.requester.name]),
    ...inTicket(was, now),
    ...(was.verified && !now.verified
      ? [{ what: 'verified', words: 'It is not certain any more that this is wanted' }]
      : []),
    ...changed('risk', 'Risk', was.risk, now.risk),
    ...policyDifferences(was, now),
    ...was.votes
      .filter((vote) => !standing.includes(vote))
      .map(({ by }) => ({ what: `vote of ${by.id}`, words: `${plain(by.name, 80)} may not approve this any more` })),
    ...(isEdited
      ? [{ what: 'workflow', words: 'The workflow was edited; this request goes on with the steps it began with' }]
      : []),
  ];
  if (found.length > 0) return found.filter(isFirst);
  return [{ what: 'unknown', words: 'Something that it rests on has changed' }];
}

const modes = { demo: 'simulated', sandbox: 'in a sandbox', production: 'for real' } satisfies Record<Mode, string>;

function inCall(was: PlannedCall, all: readonly PlannedCall[], isOneOfMany: boolean): Difference[] {
  const now = all.find(({ step }) => step === was.step);
  if (!now) return [];
  const of = isOneOfMany ? `${plain(was.title, 80)}, ` : '';
  const names = new Set([...was.values, ...now.values].map(({ name }) => name));
  return [
    ...changed(`mode of ${was.operation}`, `${of}done`, modes[was.mode], modes[now.mode]),
    ...changed(`risk of ${was.operation}`, `${of}risk`, was.risk, now.risk),
    ...[...names].flatMap((name) =>
      changed(`${was.step}.${name}`, `${of}${asLabel(name)}`, sentAs(was, name), sentAs(now, name)),
    ),
  ];
}

function sentAs({ values }: PlannedCall, name: string): unknown {
  return values.find((value) => value.name === name)?.value;
}

/** By the title of the step that has looked. What is sent itself is told as it is sent. */
function lookedUp(was: Approval, now: Approval, sent: readonly Difference[], { workflow }: Run): Difference[] {
  const paths = [...new Set([...Object.keys(was.rests), ...Object.keys(now.rests)])].sort();
  return paths.flatMap((path) => {
    const [, step = '', ...field] = path.split('.');
    const [before, after] = [was.rests[path], now.rests[path]];
    const title = workflow.steps[step]?.title ?? step;
    const found = changed(path, `${plain(title, 80)}, ${asLabel(field.join(' '))}`, before, after);
    if (field.join('.') === 'privileged') return found.map(({ what }) => ({ what, words: privileged(after) }));
    return found.filter(({ words }) => !sent.some((other) => endOf(other.words) === endOf(words)));
  });
}

/** Both values, without the label. */
function endOf(words: string): string {
  return words.slice(words.indexOf(': '));
}

function privileged(now: unknown): string {
  if (now === true) return 'The account holds an admin role now';
  return now === false
    ? 'The account holds no admin role any more'
    : 'Nobody knows whether the account holds an admin role';
}

function inTicket(was: Approval, now: Approval): Difference[] {
  if (was.ticketDigest === now.ticketDigest) return [];
  const subject = changed('ticket', 'The ticket says', was.subject, now.subject);
  return subject.length > 0 ? subject : [{ what: 'ticket', words: 'The ticket says something else than before' }];
}

/** The exact values, and other words for them where those are for programs. */
function changed(what: string, label: string, was: unknown, now: unknown, shown = [was, now]): Difference[] {
  if (exactly(was) === exactly(now)) return [];
  const [before, after] = shown.map((value) => plain(exactly(value), 120));
  return [{ what, words: `${label.replace(/^./, (letter) => letter.toUpperCase())}: ${after}, was ${before}` }];
}

function isFirst({ words }: Difference, index: number, all: readonly Difference[]): boolean {
  return all.findIndex((other) => other.words === words) === index;
}
