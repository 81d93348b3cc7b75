import type { Duration } from '../lib/duration.ts';
import type { Durable } from './port.ts';

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

export function* step<T>(name: string, work: () => Promise<T>): Moves<T> {
  return yield { kind: 'step', name, work };
}

export function* wait<T>(topic: string, within: Duration): Moves<T | null> {
  return yield { kind: 'wait', topic, within };
}

export function make(move: Move, durable: Durable): Promise<unknown> {
  switch (move.kind) {
    case 'step':
      return durable.step(move.name, move.work);
    case 'wait':
      return durable.wait(move.topic, move.within);
  }
}

/** Makes moves where nothing runs beside them. */
export async function inOrder<T>(moves: Moves<T>, durable: Durable): Promise<T> {
  let next = moves.next();
  while (!next.done) {
    const answer = await make(next.value, durable).then(
      (value) => () => moves.next(value),
      (error: unknown) => () => moves.throw(error),
    );
    next = answer();
  }
  return next.value;
}
