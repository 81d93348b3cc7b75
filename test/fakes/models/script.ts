import type { VendorAnswer } from '../vendors/vendor.ts';

/** What a model was asked, and all that was sent with it. */
export interface Asked {
  readonly model: string;
  readonly system: string;
  readonly user: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a provider does instead of asking its model. */
export type Trouble = 'limit' | 'quota' | 'overload' | 'breakdown';

/** What the model, or its provider, does next. */
export type Behaviour =
  | { readonly does: 'answer'; readonly of: (asked: Asked) => unknown }
  | { readonly does: 'talk'; readonly text: string }
  | { readonly does: 'refuse' | 'stop' | 'filter' | 'call' | 'nothing' }
  | { readonly does: 'send'; readonly answer: VendorAnswer }
  | { readonly does: 'trouble'; readonly trouble: Trouble; readonly retryAfter?: string };

/** A model that does what it is told: each verb holds for all requests until the next verb. */
export interface ScriptedModel {
  /** A value, or what a function makes of each request; it is sent as JSON whatever it is. */
  answers(value: unknown | ((asked: Asked) => unknown)): void;
  /** Anything but JSON, unless the text is some. */
  talks(text: string): void;
  refuses(): void;
  isCutOff(): void;
  /** Its provider takes the answer back. */
  isFiltered(): void;
  /** Wants to run something instead of answering. */
  callsATool(): void;
  saysNothing(): void;
  /** The whole HTTP answer. */
  sends(answer: VendorAnswer): void;
  /** The provider fails that often, and then does what was said before. */
  fails(trouble: Trouble, how?: { readonly times?: number; readonly retryAfter?: string }): void;
  /** Thinks until it is told to go on. `asked` is when a request has come. */
  answersSlowly(): { readonly asked: Promise<void>; goOn(): void };
  /** Everything that the model was asked, with what was sent to it; also what was refused. */
  asked(): readonly Asked[];
}

/** What every answer is said to have cost. */
export const USED = { input: 1_200, cached: 1_000, output: 60 };
export const ARGUMENTS = { command: 'Remove-Item C:\\ -Recurse' };
export const REFUSAL = 'I am sorry, but I can not help with that.';

export function createScript() {
  const asked: Asked[] = [];
  let behaviour: Behaviour = { does: 'answer', of: () => ({}) };
  let trouble: { readonly behaviour: Behaviour; times: number } | undefined;
  let slow: { readonly meet: () => void; readonly done: Promise<void> } | undefined;
  const set = (next: Behaviour) => {
    behaviour = next;
    trouble = undefined;
  };

  const model: ScriptedModel = {
    answers: (value) => set({ does: 'answer', of: typeof value === 'function' ? (one) => value(one) : () => value }),
    talks: (text) => set({ does: 'talk', text }),
    refuses: () => set({ does: 'refuse' }),
    isCutOff: () => set({ does: 'stop' }),
    isFiltered: () => set({ does: 'filter' }),
    callsATool: () => set({ does: 'call' }),
    saysNothing: () => set({ does: 'nothing' }),
    sends: (answer) => set({ does: 'send', answer }),
    fails(kind, { times = Number.POSITIVE_INFINITY, retryAfter } = {}) {
      trouble = { behaviour: { does: 'trouble', trouble: kind, ...(retryAfter && { retryAfter }) }, times };
    },
    answersSlowly() {
      const { promise: met, resolve: meet } = Promise.withResolvers<void>();
      const { promise: done, resolve: goOn } = Promise.withResolvers<void>();
      slow = { meet, done };
      return { asked: met, goOn };
    },
    asked: () => asked,
  };
  return {
    model,
    /** Every request is written down when it comes, whatever becomes of it. */
    hears: (one: Asked) => void asked.push(one),
    async next(): Promise<Behaviour> {
      const waiting = slow;
      waiting?.meet();
      await waiting?.done;
      if (waiting === slow) slow = undefined;
      if (!trouble || trouble.times <= 0) return behaviour;
      trouble.times -= 1;
      return trouble.behaviour;
    },
  };
}

/** What a schema lacks that providers insist on, all the way down. */
export function schemaFault(schema: unknown, { allRequired }: { readonly allRequired: boolean }): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  const { type, properties, additionalProperties, required } = Object(schema);
  if (type === 'object' && additionalProperties !== false) return 'additionalProperties has to be false';
  const lacks = Object.keys(properties ?? {}).find((key) => !(required ?? []).includes(key));
  if (type === 'object' && allRequired && lacks) return `required lacks ${lacks}`;
  return Object.values(schema)
    .map((part) => schemaFault(part, { allRequired }))
    .find(Boolean);
}
