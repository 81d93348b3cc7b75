import { type Duration, inMilliseconds } from '../lib/duration.ts';
import { type Durable, type Program, RunInterrupted, type Runs } from './port.ts';

interface Journal {
  readonly input: string;
  readonly answers: Map<number, { readonly name: string; readonly answer: string }>;
  /** By topic; one that has been taken is `null`. */
  readonly messages: Map<string, string | null>;
  ended: boolean;
}

/** What outlives an engine in memory, so that a test can start another one on it, as after a crash. */
export type MemoryJournals = Map<string, Journal>;

/** The engine for unit tests: the same promises, kept in memory. Everything crosses it as JSON, as it would a database. */
export function createMemoryRuns<Input>(
  program: Program<Input>,
  journals: MemoryJournals = new Map(),
): Runs<Input> & { settled(runId: string): Promise<void> } {
  const alive = new Map<string, Promise<void>>();
  const listeners = new Set<() => void>();
  const stopped = new AbortController();

  const drive = (runId: string, journal: Journal) => {
    if (alive.has(runId) || journal.ended) return;
    const run = program(durable(runId, journal), JSON.parse(journal.input)).then(() => {
      journal.ended = true;
    });
    run.catch(() => {});
    alive.set(runId, run);
  };

  function durable(runId: string, journal: Journal): Durable {
    let calls = 0;
    const remembered = async (name: string, work: () => Promise<unknown>) => {
      const call = calls++;
      const known = journal.answers.get(call);
      if (known && known.name !== name) throw new RunInterrupted(`Call ${call} was ${known.name}, now it is ${name}`);
      if (known) return answerOf(known.answer);
      const answer = await work().then(
        (value) => JSON.stringify({ value }),
        (error: unknown) =>
          JSON.stringify({ error: { ...(error as object), message: String((error as Error)?.message ?? error) } }),
      );
      if (stopped.signal.aborted) throw new RunInterrupted('The engine has stopped');
      journal.answers.set(call, { name, answer });
      return answerOf(answer);
    };
    return {
      runId,
      step: (name, work) => remembered(name, work) as Promise<never>,
      wait: (topic, within) => remembered(`wait ${topic}`, () => message(journal, topic, within)) as Promise<never>,
      first: (inFlight) =>
        remembered('first', () =>
          Promise.race(
            [...inFlight].map(([key, promise]) =>
              promise.then(
                () => key,
                () => key,
              ),
            ),
          ),
        ) as Promise<never>,
    };
  }

  function message(journal: Journal, topic: string, within: Duration): Promise<unknown> {
    return new Promise((resolve) => {
      const look = () => {
        const found = journal.messages.get(topic);
        if (typeof found !== 'string') return;
        journal.messages.set(topic, null);
        finish(JSON.parse(found));
      };
      const finish = (value: unknown) => {
        clearTimeout(expiry);
        listeners.delete(look);
        resolve(value);
      };
      const expiry = setTimeout(() => finish(null), inMilliseconds(within));
      expiry.unref();
      listeners.add(look);
      look();
    });
  }

  for (const [runId, journal] of journals) drive(runId, journal);
  return {
    async start(runId, input) {
      const journal = journals.get(runId) ?? {
        input: JSON.stringify(input),
        answers: new Map(),
        messages: new Map(),
        ended: false,
      };
      journals.set(runId, journal);
      drive(runId, journal);
    },
    async tell(runId, topic, message, transaction) {
      const journal = journals.get(runId);
      if (!journal) throw new Error(`There is no run ${runId}`);
      const text = JSON.stringify(message);
      onCommit(transaction, () => {
        if (!journal.messages.has(topic)) journal.messages.set(topic, text);
        for (const look of [...listeners]) look();
      });
    },
    async stop() {
      stopped.abort();
    },
    settled: (runId) => alive.get(runId) ?? Promise.resolve(),
  };
}

const told = new WeakMap<object, (() => void)[]>();

/** What is told in it arrives when the work ends well, and not at all when it fails. */
export async function inMemoryTransaction(work: (transaction: object) => Promise<void>): Promise<void> {
  const transaction = {};
  told.set(transaction, []);
  await work(transaction);
  for (const arrive of told.get(transaction) ?? []) arrive();
}

function onCommit(transaction: object, arrive: () => void): void {
  const waiting = told.get(transaction);
  if (!waiting) throw new Error('This transaction is not one of this engine');
  waiting.push(arrive);
}

function answerOf(journalled: string): unknown {
  const answer = JSON.parse(journalled);
  if ('error' in answer) throw Object.assign(new Error(answer.error.message), answer.error);
  return answer.value;
}
