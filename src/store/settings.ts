import { type Adapter, Low } from 'lowdb';
import type { z } from 'zod';
import { StoreError } from './store-error.ts';

/** The deployment's one settings document. */
export interface Settings<T> {
  /** As it stands now, whoever changed it last. */
  read(): Promise<T>;
  /** One change after the other. `change` may run again, on a newer document, when somebody else was quicker. */
  update(change: (current: T) => T): Promise<T>;
}

/** Where the document lives. `write` throws `SettingsChanged` when it is no longer what this adapter read last. */
export interface SettingsAdapter extends Adapter<unknown> {
  /** For error messages: where a person finds it. */
  readonly where: string;
  readonly remedy: string;
}

/** Somebody else wrote the document since it was read. */
export class SettingsChanged extends Error {
  override readonly name = 'SettingsChanged';
}

interface Parts<T> {
  readonly adapter: SettingsAdapter;
  readonly schema: z.ZodType<T>;
  /** The document of a new deployment. */
  readonly initial: T;
}

const TRIES = 100;

/** Opens the document, which must fit, and writes the initial one where there is none yet, so that people find something to edit. */
export async function openSettings<T>({ adapter, schema, initial }: Parts<T>): Promise<Settings<T>> {
  const low = new Low<unknown>(adapter, initial);
  const inTurn = createTurns();
  let checked: { readonly document: unknown; readonly value: T } | undefined;

  const fresh = async () => {
    await low.read();
    return valid(low.data);
  };

  const tryTo = async (change: (current: T) => T) => {
    low.data = valid(change(await fresh()));
    await low.write();
    return valid(low.data);
  };

  const update = async (change: (current: T) => T, triesLeft = TRIES): Promise<T> => {
    try {
      return await tryTo(change);
    } catch (cause) {
      if (!(cause instanceof SettingsChanged) || triesLeft === 0) throw cause;
      return update(change, triesLeft - 1);
    }
  };

  /** What was checked once is not checked again: the document is read for every question and rarely changes. */
  function valid(document: unknown): T {
    if (checked && checked.document === document) return checked.value;
    const parsed = schema.safeParse(document);
    if (parsed.success) {
      checked = { document, value: parsed.data };
      return parsed.data;
    }
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the document'}: ${message}`);
    throw new StoreError('badSettings', `The settings in ${adapter.where} can't be used. ${faults.join('; ')}.`, {
      remedy: adapter.remedy,
      cause: parsed.error,
    });
  }

  if ((await adapter.read()) === null) await update((current) => current);
  else await fresh();
  return { read: () => inTurn(fresh), update: (change) => inTurn(() => update(change)) };
}

/** What was asked first is done first, whatever came of it. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <R>(work: () => Promise<R>): Promise<R> => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}
