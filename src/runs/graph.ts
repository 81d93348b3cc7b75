import { type Move, type Moves, make } from './move.ts';
import { type Durable, RunInterrupted } from './port.ts';

/** A step as the graph sees it: what must be done before, and what is tried when it failed for certain. */
export interface GraphNode {
  readonly needs: readonly string[];
  readonly fallback?: string;
}

/** How a step ended. After `passed-over` its dependants go on; after the others they don't. */
export type NodeEnd =
  | { readonly state: 'done'; readonly output: unknown }
  | { readonly state: 'passed-over' }
  | { readonly state: 'stopped'; readonly outcome: 'denied' | 'expired' | 'assigned'; readonly why: string }
  /** `definite`: nothing was changed, so that a fallback may try. */
  | { readonly state: 'failed'; readonly why: string; readonly remedy?: string; readonly definite: boolean }
  | { readonly state: 'not-run' };

/** How the steps that have ended did, by name. */
export type Ends = ReadonlyMap<string, NodeEnd>;

type Answer = { readonly value: unknown } | { readonly error: unknown };

/** Runs every step as soon as what it needs is done, side by side where nothing forbids it, and joins. Pure but for `durable`. */
export async function runGraph<N extends GraphNode>(
  durable: Durable,
  nodes: ReadonlyMap<string, N>,
  perform: (name: string, node: N, ends: Ends) => Moves<NodeEnd>,
): Promise<Ends> {
  const ends = new Map<string, NodeEnd>();
  const underway = new Map<string, Moves<NodeEnd>>();
  const inFlight = new Map<string, Promise<Answer>>();
  const fallbacks = new Set([...nodes.values()].flatMap(({ fallback }) => fallback ?? []));

  const begin = (name: string, node: N) => {
    underway.set(name, perform(name, node, ends));
    proceed(name, { value: undefined });
  };
  const proceed = (name: string, answer: Answer) => {
    const next = resume(underway.get(name), answer);
    if (next.done) end(name, next.value);
    else inFlight.set(name, answerOf(next.value, durable));
  };
  const end = (name: string, how: NodeEnd) => {
    underway.delete(name);
    ends.set(name, how);
    const fallback = nodes.get(name)?.fallback;
    const spare = fallback ? nodes.get(fallback) : undefined;
    if (fallback && spare && how.state === 'failed' && how.definite && !ends.has(fallback)) begin(fallback, spare);
  };
  const isSatisfied = (name: string): boolean => {
    const how = ends.get(name);
    if (how?.state === 'done' || how?.state === 'passed-over') return true;
    const fallback = nodes.get(name)?.fallback;
    return how?.state === 'failed' && fallback !== undefined && isSatisfied(fallback);
  };

  for (;;) {
    for (const [name, node] of nodes) {
      const waits = !ends.has(name) && !underway.has(name) && !fallbacks.has(name);
      if (waits && node.needs.every(isSatisfied)) begin(name, node);
    }
    if (inFlight.size === 0 && !canBegin()) break;
    if (inFlight.size === 0) continue;
    const [only] = inFlight.keys();
    const name = inFlight.size === 1 && only !== undefined ? only : await durable.first(inFlight);
    const answer = await inFlight.get(name);
    inFlight.delete(name);
    if (answer) proceed(name, answer);
  }
  return withTheRest();

  function canBegin(): boolean {
    return [...nodes].some(([name, { needs }]) => !ends.has(name) && !fallbacks.has(name) && needs.every(isSatisfied));
  }

  /** What never began was held up by a step that ended badly; if nothing holds it up, it waits for itself. */
  function withTheRest(): Ends {
    const rest = [...nodes].filter(([name]) => !ends.has(name));
    const isHeldUp = (name: string, seen: ReadonlySet<string> = new Set()): boolean =>
      fallbacks.has(name) ||
      (nodes
        .get(name)
        ?.needs.some(
          (need) =>
            !isSatisfied(need) && (ends.has(need) || (!seen.has(need) && isHeldUp(need, new Set([...seen, name])))),
        ) ??
        false);
    if (rest.some(([name]) => !isHeldUp(name))) throw new Error('Circular dependency detected');
    for (const [name] of rest) ends.set(name, { state: 'not-run' });
    return ends;
  }
}

/** A step that throws has failed before it changed anything; what may have changed something ends as data. */
function resume(moves: Moves<NodeEnd> | undefined, answer: Answer): IteratorResult<Move, NodeEnd> {
  if (!moves) throw new Error('A step went on that had ended');
  try {
    return 'error' in answer ? moves.throw(answer.error) : moves.next(answer.value);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { done: true, value: { state: 'failed', why, definite: true } };
  }
}

function answerOf(move: Move, durable: Durable): Promise<Answer> {
  const answer = make(move, durable).then(
    (value): Answer => ({ value }),
    (error: unknown): Answer => {
      if (error instanceof RunInterrupted) throw error;
      return { error };
    },
  );
  answer.catch(() => {}); // when the run is interrupted, only one of those in flight is awaited
  return answer;
}
