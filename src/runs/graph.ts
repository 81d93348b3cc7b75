import { type Moves, make, type Resume } from './move.ts';
import type { Durable } from './port.ts';

/** A step as the graph sees it: what must be done before, and what is tried when it failed for certain. */
export interface GraphNode {
  readonly needs: readonly string[];
  readonly fallback?: string;
}

/** How a step ended. After `passed-over` its dependants go on; after the others they don't. */
export type NodeEnd =
  | { readonly state: 'done'; readonly output: unknown }
  | { readonly state: 'passed-over' }
  | {
      readonly state: 'stopped';
      readonly outcome: 'denied' | 'expired' | 'assigned';
      readonly why: string;
      /** The approval that somebody wants something else of, so that the run may take another way. */
      readonly sentBack?: string;
    }
  /** `definite`: nothing was changed, so that a fallback may try. */
  | { readonly state: 'failed'; readonly why: string; readonly remedy?: string; readonly definite: boolean }
  | { readonly state: 'not-run' };

/** How the steps that have ended did, by name. */
export type Ends = ReadonlyMap<string, NodeEnd>;

type Nodes<N extends GraphNode = GraphNode> = ReadonlyMap<string, N>;

/** Runs every step as soon as what it needs is done, side by side where nothing forbids it. Pure but for `durable`. */
export async function runGraph<N extends GraphNode>(
  durable: Durable,
  nodes: Nodes<N>,
  perform: (name: string, node: N, ends: Ends) => Moves<NodeEnd>,
): Promise<Ends> {
  const ends = new Map<string, NodeEnd>();
  /** By step: how it goes on, once its move is answered. */
  const inFlight = new Map<string, Promise<() => void>>();

  const advance = (name: string, moves: Moves<NodeEnd>, resume: Resume<NodeEnd>) => {
    const next = orFailed(resume);
    if (next.done) {
      ends.set(name, next.value);
      return;
    }
    const answered = make(next.value, moves, durable).then((goOn) => () => advance(name, moves, goOn));
    answered.catch(() => {}); // when the run is interrupted, only one of those in flight is awaited
    inFlight.set(name, answered);
  };
  const nextToBegin = () =>
    [...nodes].find(([name]) => !ends.has(name) && !inFlight.has(name) && mayBegin(name, nodes, ends));

  for (;;) {
    for (let next = nextToBegin(); next; next = nextToBegin()) {
      const [name, node] = next;
      const moves = perform(name, node, ends);
      advance(name, moves, () => moves.next());
    }
    if (inFlight.size === 0) return withTheRest(nodes, ends);

    const [name, goOn] = await firstAnswered(inFlight, durable);
    inFlight.delete(name);
    goOn();
  }
}

/** Whether a step did what it should, by itself or by its fallback. */
export function isAchieved(name: string, nodes: Nodes, ends: Ends): boolean {
  const fallback = nodes.get(name)?.fallback;
  const state = ends.get(name)?.state;
  return state === 'done' || (state === 'failed' && fallback !== undefined && isAchieved(fallback, nodes, ends));
}

function mayBegin(name: string, nodes: Nodes, ends: Ends): boolean {
  const primaries = standsInFor(name, nodes);
  if (primaries.length > 0) return primaries.some((primary) => hasFailedForCertain(primary, ends));
  return nodes.get(name)?.needs.every((need) => letsGoOn(need, nodes, ends)) ?? false;
}

/** The steps whose fallback it is; none for an ordinary step. */
function standsInFor(name: string, nodes: Nodes): string[] {
  return [...nodes].flatMap(([primary, { fallback }]) => (fallback === name ? primary : []));
}

function letsGoOn(name: string, nodes: Nodes, ends: Ends): boolean {
  return ends.get(name)?.state === 'passed-over' || isAchieved(name, nodes, ends);
}

function hasFailedForCertain(name: string, ends: Ends): boolean {
  const end = ends.get(name);
  return end?.state === 'failed' && end.definite;
}

/** A step that throws has failed before it changed anything; what may have changed something ends as data. */
function orFailed(resume: Resume<NodeEnd>): ReturnType<Resume<NodeEnd>> {
  try {
    return resume();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { done: true, value: { state: 'failed', why, definite: true } };
  }
}

/** Which step goes on first. It is recorded, so that a replay goes on in the same order; of one alone it is known. */
async function firstAnswered<T>(inFlight: ReadonlyMap<string, Promise<T>>, durable: Durable): Promise<[string, T]> {
  const [only, ...others] = inFlight.keys();
  const name = only !== undefined && others.length === 0 ? only : await durable.first(inFlight);
  const answered = inFlight.get(name);
  if (!answered) throw new Error(`The journal tells of ${name}, which is not at work`);
  return [name, await answered];
}

/** When nothing is at work any more, what has not begun was not needed, was held up, or waits for itself. */
function withTheRest(nodes: Nodes, ended: Ends): Ends {
  const ends = new Map(ended);
  const isHeldUp = (name: string) =>
    standsInFor(name, nodes).length > 0 ||
    nodes.get(name)?.needs.some((need) => ends.has(need) && !letsGoOn(need, nodes, ends));
  const nextHeldUp = () => [...nodes.keys()].find((name) => !ends.has(name) && isHeldUp(name));

  for (let name = nextHeldUp(); name !== undefined; name = nextHeldUp()) ends.set(name, { state: 'not-run' });
  if (ends.size < nodes.size) throw new Error('Circular dependency detected');
  return ends;
}
