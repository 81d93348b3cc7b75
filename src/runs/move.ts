import type { Duration } from '../lib/duration.ts';
import { type Durable, RunInterrupted } from './port.ts';

/** One call of `durable` that a step of a workflow wants made. */
export type Move =
  | { readonly kind: 'step'; readonly name: string; readonly work: () => Promise<unknown> }
  | { readonly kind: 'wait'; readonly topic: string; readonly within: Duration };

/**
 * What a step of a workflow does, told one move after the other. The graph makes the moves of parallel steps in an
 * order it has recorded, because an engine replays calls by their order.
 */
// biome-ignore lint/suspicious/noExplicitAny: what a move answers is known only to the one who made it; `step` and `wait` type it.
export type Moves<T> = Generator<Move, T, any>;

/** Goes on with the moves from where they stand: to the next one, or to their end. */
export type Resume<T> = () => IteratorResult<Move, T>;

export function* step<T>(name: string, work: () => Promise<T>): Moves<T> {
  return yield { kind: 'step', name, work };
}

export function* wait<T>(topic: string, within: Duration): Moves<T | null> {
  return yield { kind: 'wait', topic, within };
}

/** Makes moves where nothing runs beside them. */
export async function inOrder<T>(moves: Moves<T>, durable: Durable): Promise<T> {
  let next = moves.next();
  while (!next.done) {
    const resume = await make(next.value, moves, durable);
    next = resume();
  }
  return next.value;
}

/** Makes one move, and returns how its answer or its error is handed to the rest. An interruption is no answer: it rejects. */
export async function make<T>(move: Move, moves: Moves<T>, durable: Durable): Promise<Resume<T>> {
  try {
    const answer = await call(move, durable);
    return () => moves.next(answer);
  } catch (error) {
    if (error instanceof RunInterrupted) throw error;
    return () => moves.throw(error);
  }
}

function call(move: Move, durable: Durable): Promise<unknown> {
  switch (move.kind) {
    case 'step':
      return durable.step(move.name, move.work);
    case 'wait':
      return durable.wait(move.topic, move.within);
  }
}
