import { canBeShownWhole } from '../cards/planned-calls.ts';
import { holdsAll } from '../domain/decision.ts';
import type { ApproveStep, OperationStep, Step, TaskStep } from '../domain/workflow.ts';
import { inMilliseconds } from '../lib/duration.ts';
import type { Policy } from '../policy/policy.ts';
import type { Ends, NodeEnd } from '../runs/graph.ts';
import { type Moves, step as move } from '../runs/move.ts';
import { applies } from '../workflows/condition.ts';
import { fill, findPath, holesIn, soleHole, wordsOf } from '../workflows/holes.ts';
import { askedApproval, decidersOf, judged, timeFor, tooMuch } from './asked-approval.ts';
import { neverDone } from './limits.ts';
import { coveredCalls, inputOf, planned } from './plan.ts';
import type { Deed, RehearsalParts } from './rehearsal.ts';
import { factsOf, type Run } from './run.ts';
import { subjectOf } from './verify/subject.ts';
import { isOwnAccount } from './verify/wish.ts';

const LOOKS_AT_MOST_MS = 30_000;

interface Scene {
  readonly run: Run;
  readonly ends: Ends;
  readonly policy: Policy;
  /** The steps whose answer is not known, only what it might be. */
  readonly assumed: Set<string>;
}

type Rehearsed = { readonly deed: Deed; readonly end: NodeEnd };

/** What one step would do. Looks are made; everything else is only said. */
export function* rehearseStep(name: string, step: Step, scene: Scene, parts: RehearsalParts): Moves<Rehearsed> {
  try {
    const facts = factsOf(scene.run, scene.ends);
    if (step.when && !applies(step.when, facts)) return passedOver('Its condition does not hold.');
    if ('operation' in step) return yield* operation(name, step, scene, parts);
    if ('approve' in step) return approval(name, step, scene, parts);
    if ('task' in step) return yield* task(name, step, scene, parts);
    if ('deliver' in step) return done({ does: 'hand over a secret', to: step.to });
    if ('notify' in step) {
      const text = String(fill(step.text, facts));
      return done({ does: 'tell', whom: step.notify, text, assumed: isAssumed(step.text, scene) });
    }
    const holds = applies(step.require, facts);
    const deed: Deed = { does: 'check', holds, assumed: isAssumed(step.require.value, scene) };
    const why = holds ? '' : String(fill(step.otherwise, facts));
    return { deed, end: holds ? ended({}) : { state: 'stopped', outcome: 'assigned', why } };
  } catch (error) {
    const { message: why, remedy } = error as { readonly message: string; readonly remedy?: string };
    const told = { why, ...(remedy ? { remedy } : {}) };
    return { deed: { does: 'fail', ...told }, end: { state: 'failed', definite: true, ...told } };
  }
}

function* operation(name: string, step: OperationStep, scene: Scene, parts: RehearsalParts): Moves<Rehearsed> {
  const { reader } = parts;
  const call = planned(name, step, scene.run, scene.ends, reader);
  const { risk, mode } = call;
  const values = call.values.map((value) => ({ ...value, assumed: isAssumed(step.with[value.name], scene) }));
  const isKnown = values.every(({ assumed }) => !assumed);
  if (risk === 'read' && isKnown) {
    const answer = yield* move(name, () => look(step.operation, inputOf(call), scene, parts));
    return done({ does: 'look', operation: step.operation, mode, answer }, answer);
  }
  scene.assumed.add(name);
  const answer = reader.assumed(step.operation, inputOf(call));
  if (risk === 'read') return done({ does: 'nothing', why: 'What it would look for is not there yet.' }, answer);
  return done({ does: 'change', operation: step.operation, mode, risk, values }, answer);
}

function look(name: string, input: unknown, { run }: Scene, { reader, signal }: RehearsalParts): Promise<unknown> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(LOOKS_AT_MOST_MS)]);
  return reader.read(name, input, { customer: run.customer, signal: within });
}

function approval(name: string, { approve }: ApproveStep, scene: Scene, parts: RehearsalParts): Rehearsed {
  const { run, ends, policy } = scene;
  const calls = coveredCalls(approve.steps, run, ends, parts.reader);
  if (!canBeShownWhole(calls))
    return { deed: { does: 'fail', why: tooMuch }, end: { state: 'stopped', outcome: 'assigned', why: tooMuch } };
  const bare = { id: `${run.id}:${name}`, step: name, calls, expires: approve.expires, differences: [] };
  const subject = subjectOf(bare, run, parts.reader);
  const isVerified = subject !== undefined && isOwnAccount(subject, run.ticket.requester, parts.roster);
  const question = { ...bare, isVerified };
  const counts = neverDone(question, run, ends, policy, parts.reader);
  const judgement = judged(question, run, ends, parts.reader, policy, counts);
  if (judgement.outcome === 'refused')
    return {
      deed: { does: 'fail', why: judgement.why },
      end: { state: 'stopped', outcome: 'assigned', why: judgement.why },
    };
  const { risk, demands } = judgement;
  const within = timeFor(question, judgement);
  const expiresAt = new Date(parts.now().getTime() + inMilliseconds(within)).toISOString();
  const of = calls.map(({ title }) => title);
  const approvers = parts.roster.people.filter((one) => holdsAll({ demands, customerId: run.customer.id }, one));
  const about = { judgement, policy, expiresAt };
  const asked = askedApproval(question, about, approvers, run, ends, parts.reader);
  const deciders = decidersOf(asked, approvers).map((one) => one.name);
  const deed: Deed = { does: 'ask for approval', of, risk, within, deciders, verifies: demands.verify && !isVerified };
  const nobody: NodeEnd = { state: 'stopped', outcome: 'assigned', why: 'Nobody may approve this.' };
  return deciders.length >= Math.max(1, demands.approvers) ? done(deed) : { deed, end: nobody };
}

function* task(name: string, step: TaskStep, scene: Scene, parts: RehearsalParts): Moves<Rehearsed> {
  const facts = factsOf(scene.run, scene.ends);
  const { watch, within } = step;
  const text = String(fill(step.task, facts));
  const isKnown = watch && !isAssumed(watch.with, scene);
  const answer = isKnown
    ? yield* move(name, () => look(watch.operation, fill(watch.with, facts), scene, parts).catch(() => null))
    : undefined;
  const now =
    watch && answer ? findPath({ ...facts, steps: { now: answer } }, `steps.now.${watch.reading}`) : undefined;
  scene.assumed.add(name);
  const deed: Deed = {
    does: 'wait for work by hand',
    text,
    within,
    ...(typeof now === 'number' ? { now } : {}),
    assumed: isAssumed(step.task, scene),
  };
  const before = watch && findPath(facts, soleHole(watch.before) ?? '');
  const after = watch && typeof before === 'number' ? { after: before + watch['risen-by'] } : {};
  return done(deed, { by: 'a technician', report: 'A technician says that it is done.', ...after });
}

/** Whether anything in it comes from a step whose answer is only assumed. */
function isAssumed(value: unknown, { assumed }: Scene): boolean {
  return holesIn(value).some((path) => {
    const [root, step = ''] = wordsOf(path) ?? [];
    return root === 'steps' && assumed.has(step);
  });
}

function done(deed: Deed, output: unknown = {}): Rehearsed {
  return { deed, end: ended(output) };
}

function ended(output: unknown): NodeEnd {
  return { state: 'done', output };
}

function passedOver(why: string): Rehearsed {
  return { deed: { does: 'nothing', why }, end: { state: 'passed-over' } };
}
