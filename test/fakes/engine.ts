import { firstEnded } from '../../src/runs/first-ended.ts';
import { type Durable, type Program, RunInterrupted, type Runs } from '../../src/runs/port.ts';
import { createMailbox, type Mailbox } from './engine/mailbox.ts';
import { onCommit } from './engine/transaction.ts';

interface Journal {
  readonly input: string;
  readonly answers: Map<number, { readonly name: string; readonly answer: string }>;
  readonly mailbox: Mailbox;
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
  const stopped = new AbortController();

  const drive = (runId: string, journal: Journal) => {
    if (alive.has(runId) || journal.ended) return;
    const run = program(durable(runId, journal, stopped.signal), JSON.parse(journal.input)).then(() => {
      journal.ended = true;
    });
    run.catch(() => {});
    alive.set(runId, run);
  };

  for (const [runId, journal] of journals) drive(runId, journal);
  return {
    async start(runId, input) {
      const journal = journals.get(runId) ?? beginJournal(input);
      journals.set(runId, journal);
      drive(runId, journal);
    },
    async tell(runId, topic, message, transaction) {
      const journal = journals.get(runId);
      if (!journal) throw new Error(`There is no run ${runId}`);
      const text = JSON.stringify(message);
      onCommit(transaction, () => journal.mailbox.put(topic, text));
    },
    async stop() {
      stopped.abort();
    },
    settled: (runId) => alive.get(runId) ?? Promise.resolve(),
  };
}

function beginJournal(input: unknown): Journal {
  return { input: JSON.stringify(input), answers: new Map(), mailbox: createMailbox(), ended: false };
}

function durable(runId: string, { answers, mailbox }: Journal, stopped: AbortSignal): Durable {
  let calls = 0;
  const remembered = async (name: string, work: () => Promise<unknown>) => {
    const call = calls++;
    const known = answers.get(call);
    if (known && known.name !== name) throw new RunInterrupted(`Call ${call} was ${known.name}, now it is ${name}`);
    if (known) return answerOf(known.answer);

    const answer = await inWriting(work);
    if (stopped.aborted) throw new RunInterrupted('The engine has stopped');
    answers.set(call, { name, answer });
    return answerOf(answer);
  };
  return {
    runId,
    step: (name, work) => remembered(name, work),
    wait: (topic, within) => remembered(`wait ${topic}`, () => mailbox.take(topic, within, stopped)),
    first: (inFlight) => remembered('first', () => firstEnded(inFlight)),
  };
}

async function inWriting(work: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify({ value: await work() });
  } catch (error) {
    const fields = typeof error === 'object' ? error : {};
    return JSON.stringify({ error: { ...fields, message: error instanceof Error ? error.message : String(error) } });
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what was written down is of the type that `work` answered.
function answerOf(written: string): any {
  const answer = JSON.parse(written);
  if ('error' in answer) throw Object.assign(new Error(answer.error.message), answer.error);
  return answer.value;
}
