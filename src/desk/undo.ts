import { type Approval, isSentBack, type PlannedCall } from '../domain/approval.ts';
import { Workflow } from '../domain/workflow.ts';
import { type Duration, inMilliseconds } from '../lib/duration.ts';
import type { GivenInput } from '../workflows/gather.ts';
import { holesIn } from '../workflows/holes.ts';
import type { DeskParts } from './parts.ts';
import { inputOf } from './plan.ts';

/** The name of a workflow that no file holds: it is made of what a ticket has done. */
export const UNDO = 'undo';
/** How long what was done can be taken back from its result. Later it is a request of its own. */
export const UNDO_WITHIN: Duration = '60m';
/** Of a step, in characters. */
const LONGEST_NAME = 40;

type Parts = Pick<DeskParts, 'approvals' | 'effects' | 'registry'>;

/** What takes a ticket's changes back, and until when; nothing where nothing can be. */
export interface Undo {
  readonly workflow: Workflow;
  readonly inputs: Readonly<Record<string, GivenInput>>;
  readonly until: Date;
}

/** A change that was made, and the call that takes it back. */
interface Reversal {
  readonly step: string;
  readonly title: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly endedAt: Date;
}

/** Only what was approved and surely done, and only where it changed something: the last one first. */
export async function undoOf(ticketId: string, parts: Parts): Promise<Undo | undefined> {
  const approvals = (await parts.approvals.ofRun(ticketId)).filter(wasGiven);
  const calls = new Map(approvals.flatMap((given) => given.calls.map((call) => [call.step, call] as const)));
  const reversals = (await Promise.all([...calls.values()].map((call) => reversalOf(call, ticketId, parts)))).flat();
  const first = approvals.find(({ state }) => state === 'approved') ?? approvals[0];
  if (!first || reversals.length === 0) return undefined;
  const inOrder = reversals.sort((a, b) => b.endedAt.getTime() - a.endedAt.getTime());
  const until = Math.min(...inOrder.map(({ endedAt }) => endedAt.getTime())) + inMilliseconds(UNDO_WITHIN);
  return {
    workflow: undoWorkflow(ticketId, first, inOrder),
    inputs: { target: { value: first.target.value, origin: first.target.origin } },
    until: new Date(until),
  };
}

/** Also one that became void later: what was done under it before is done. Of a call that was asked for again, the last one counts. */
function wasGiven(approval: Approval): boolean {
  return approval.state === 'approved' || (approval.state === 'void' && !isSentBack(approval));
}

async function reversalOf(call: PlannedCall, runId: string, { effects, registry }: Parts): Promise<Reversal[]> {
  const undo = registry.find(call.operation)?.operation.undo;
  const effect = undo && (await effects.read(`${runId}:${call.step}`));
  if (!undo || effect?.state !== 'done' || !effect.endedAt || !effect.result) return [];
  const input = undo.input(inputOf(call), effect.result);
  if (!input || holesIn(input).length > 0) return []; // a text from outside is never filled
  return [{ step: call.step, title: call.title, operation: undo.operation, input, endedAt: effect.endedAt }];
}

/** Each call after the one before it, all under one approval. */
function undoWorkflow(ticketId: string, { target, workflow }: Approval, reversals: readonly Reversal[]): Workflow {
  const names = reversals.map(({ step }, index) => nameOf(step, index, reversals));
  const steps = Object.fromEntries(
    reversals.map(({ title, operation, input }, index) => [
      names[index],
      { title: `Undo: ${title}`, needs: [names[index - 1] ?? 'approve-undo'], operation, with: input, timeout: '30s' },
    ]),
  );
  return Workflow.parse({
    name: UNDO,
    title: `Undo: ${workflow.title}`,
    summary: `Takes back what ${ticketId} did.`,
    version: 1,
    'edited-by': 'release',
    end: 'resolved',
    inputs: { target: { title: 'Target', kind: 'account', from: ['command'], ask: 'What is it about?' } },
    steps: { 'approve-undo': { title: 'Approve the undoing', approve: { steps: names } }, ...steps },
    result: `What ${ticketId} did for ${literal(target.value)} was taken back.`,
  });
}

/** Of names that begin alike, each but the first has its number at the end. */
function nameOf(step: string, index: number, reversals: readonly Reversal[]): string {
  const cut = (name: string) => `undo-${name}`.slice(0, LONGEST_NAME);
  const isTaken = reversals.slice(0, index).some((other) => cut(other.step) === cut(step));
  const number = `-${index + 1}`;
  return isTaken ? cut(step).slice(0, LONGEST_NAME - number.length) + number : cut(step);
}

/** Somebody's words are never read for holes. */
function literal(text: string): string {
  return text.replaceAll('${', '$ {');
}
