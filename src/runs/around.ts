import type { Move, Moves } from './move.ts';

/** Does the work of a move, in its own way. */
type Doing = (work: () => Promise<unknown>) => Promise<unknown>;

/** The same moves, each one's work done by `doing`. A replay does no work. */
export function* around<T>(moves: Moves<T>, doing: Doing): Moves<T> {
  let next = moves.next();
  while (!next.done) {
    let answer: unknown;
    try {
      answer = yield surrounded(next.value, doing);
    } catch (error) {
      next = moves.throw(error);
      continue;
    }
    next = moves.next(answer);
  }
  return next.value;
}

function surrounded(move: Move, doing: Doing): Move {
  return move.kind === 'wait' ? move : { ...move, work: () => doing(move.work) };
}
