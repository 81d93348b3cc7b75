import type { RefusedRight } from './refuse.ts';

/** Where what somebody may be refused is written down, and how far it has come. */
export interface OpenParts {
  readonly approvals: Written;
  readonly questions: Written;
  readonly verifications: Written;
  readonly fuses: Written;
  readonly breakGlasses: Written;
  readonly effects: { read(key: string): Promise<{ readonly settledBy: object | null } | undefined> };
}

interface Written {
  read(id: string): Promise<{ readonly state: string } | undefined>;
}

/** Whether others can still do what somebody may not. A right that is about nothing written down never comes to an end. */
export async function isStillOpen(right: string, matter: string, parts: OpenParts): Promise<boolean> {
  const hasEnded = Object.entries(ends).find(([known]) => known === right)?.[1];
  return !(await hasEnded?.(matter, parts));
}

type HasEnded = (matter: string, parts: OpenParts) => Promise<boolean>;

const ends: Partial<Record<RefusedRight, HasEnded>> = {
  decide: (id, { approvals }) => isNone(['pending'], id, approvals),
  answer: (id, { questions }) => isNone(['open'], id, questions),
  'do-tasks': async (id, { questions, verifications }) =>
    (await isNone(['open'], id, questions)) || (await isNone(['open'], id, verifications)),
  settle: async (key, { effects }) => Boolean((await effects.read(key))?.settledBy),
  'let-go-on': (id, { fuses }) => isNone(['blown'], id, fuses),
  'break-glass': (id, { breakGlasses }) => isNone(['asked', 'open', 'over'], id, breakGlasses),
};

/** Whether it is there, and in none of these states. */
async function isNone(states: readonly string[], id: string, { read }: Written): Promise<boolean> {
  const found = await read(id);
  return found !== undefined && !states.includes(found.state);
}
