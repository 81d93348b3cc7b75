/** The value of a function at a point; writes its slope there into `slope`. */
export type Slope = (point: Float64Array, slope: Float64Array) => number;

const REMEMBERED = 8;
const ENOUGH_DESCENT = 1e-4;

/** Goes downhill from the start by L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.4) and returns where it came to. */
export function minimise(f: Slope, start: Float64Array, { steps, flat }: { steps: number; flat: number }) {
  let point = Float64Array.from(start);
  let slope = new Float64Array(point.length);
  let value = f(point, slope);
  const moves: { readonly by: Float64Array; readonly turned: Float64Array; readonly rho: number }[] = [];

  for (let step = 0; step < steps && Math.sqrt(dot(slope, slope)) > flat; step++) {
    const way = downhill(slope, moves);
    const fall = dot(slope, way);
    if (fall >= 0) break;
    const next = new Float64Array(point.length);
    const nextSlope = new Float64Array(point.length);
    let length = moves.length === 0 ? 1 / Math.sqrt(dot(slope, slope)) : 1;
    let nextValue = value;
    for (let tries = 0; tries < 25; tries++, length /= 2) {
      for (let i = 0; i < point.length; i++) next[i] = at(point, i) + length * at(way, i);
      nextValue = f(next, nextSlope);
      if (nextValue <= value + ENOUGH_DESCENT * length * fall) break;
    }
    if (nextValue >= value) break;
    const by = minus(next, point);
    const turned = minus(nextSlope, slope);
    const bend = dot(by, turned);
    if (bend > 1e-12) moves.push({ by, turned, rho: 1 / bend });
    if (moves.length > REMEMBERED) moves.shift();
    point = next;
    slope = nextSlope;
    value = nextValue;
  }
  return point;
}

function downhill(slope: Float64Array, moves: readonly { by: Float64Array; turned: Float64Array; rho: number }[]) {
  const way = slope.map((part) => -part);
  const shares: number[] = [];
  for (const { by, turned, rho } of moves.toReversed()) {
    const share = rho * dot(by, way);
    shares.push(share);
    add(way, turned, -share);
  }
  const last = moves.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.turned, last.turned));
    for (let i = 0; i < way.length; i++) way[i] = at(way, i) * scale;
  }
  for (const { by, turned, rho } of moves) add(way, by, (shares.pop() ?? 0) - rho * dot(turned, way));
  return way;
}

function at(vector: Float64Array, place: number): number {
  return vector[place] as number;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += at(a, i) * at(b, i);
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) to[i] = at(to, i) + times * at(what, i);
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((part, i) => part - at(b, i));
}
