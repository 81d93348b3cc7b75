import type { Move, Moves } from './move.ts';

/** The same moves; before the work of each is done, `note` is called. A replay does no work and notes nothing. */
export function* noting<T>(moves: Moves<T>, note: () => void): Moves<T> {
  let next = moves.next();
  while (!next.done) {
    let answer: unknown;
    try {
      answer = yield noted(next.value, note);
    } catch (error) {
      next = moves.throw(error);
      continue;
    }
    next = moves.next(answer);
  }
  return next.value;
}

function noted(move: Move, note: () => void): Move {
  if (move.kind === 'wait') return move;
  const work = () => {
    note();
    return move.work();
  };
  return { ...move, work };
}
