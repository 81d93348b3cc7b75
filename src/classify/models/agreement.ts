import type { Incoming } from '../../egress/send.ts';

/**
 * Servers understand different requests. Asks for as much as was agreed on before, and for `less` when that is refused; what
 * a server has taken is remembered, so that only the first request is refused.
 */
export function createAgreement<Shape>(
  first: Shape,
  less: (shape: Shape, refusal: Incoming) => Shape | undefined,
): (ask: (shape: Shape) => Promise<Incoming>) => Promise<Incoming> {
  let agreed = first;
  return async (ask) => {
    let shape = agreed;
    for (;;) {
      const incoming = await ask(shape);
      if (isSuccess(incoming)) agreed = shape;
      const next = isSuccess(incoming) ? undefined : less(shape, incoming);
      if (next === undefined) return incoming;
      shape = next;
    }
  };
}

export function isSuccess({ status }: Incoming): boolean {
  return status === 200;
}
