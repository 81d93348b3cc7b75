/** What is remembered of runs that are over, so that one look at a log of any length fits into the same memory. */
export interface Past {
  /** Whether a run may be forgotten when it is over. */
  mayForget(run: string): boolean;
  /** Keeps the names of what was done in it. */
  forget(run: string, done: readonly string[]): void;
  /** Whether a run with this id was over before. */
  hadRun(run: string): boolean;
  /** Whether this was done in a run that is over. */
  wasDone(effect: string): boolean;
}

/** The first look: says no, and notes every name that may be one of the past. Most logs have none. */
export function firstLook(): Past & { readonly doubtful: ReadonlySet<string> } {
  const names = createNames();
  const doubtful = new Set<string>();
  const noted = (name: string) => {
    if (names.mayHave(name)) doubtful.add(name);
    return false;
  };
  return {
    doubtful,
    mayForget: () => true,
    forget(run, done) {
      names.add(`run ${run}`);
      for (const effect of done) names.add(`effect ${effect}`);
    },
    hadRun: (run) => noted(`run ${run}`),
    wasDone: (effect) => noted(`effect ${effect}`),
  };
}

/** The second look, if the first noted something: forgets nothing that is doubtful, and so answers for certain. */
export function secondLook(doubtful: ReadonlySet<string>): Past {
  const done = new Set<string>();
  return {
    mayForget: (run) => !doubtful.has(`run ${run}`),
    forget(_run, effects) {
      for (const effect of effects) if (doubtful.has(`effect ${effect}`)) done.add(effect);
    },
    hadRun: () => false,
    wasDone: (effect) => done.has(effect),
  };
}

const BITS = 2 ** 27;
const PLACES = 4;

/** A Bloom filter of 16 MB: never denies a name it has, and of ten million names it takes one in twenty for one it has. */
function createNames() {
  const words = new Uint32Array(BITS / 32);
  const placesOf = (name: string) => {
    const [first, step] = [hashOf(name, 0x811c9dc5), hashOf(name, 0x9e3779b1) | 1];
    return Array.from({ length: PLACES }, (_, turn) => (first + Math.imul(step, turn)) >>> 5);
  };
  return {
    add(name: string) {
      for (const place of placesOf(name)) words[place >>> 5] = (words[place >>> 5] ?? 0) | (1 << (place & 31));
    },
    mayHave: (name: string) => placesOf(name).every((place) => ((words[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0),
  };
}

function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
