import { Worker } from 'node:worker_threads';
import type { Lesson } from './lesson.ts';
import { LocalModel } from './model.ts';

const TRAINER = new URL('./trainer.ts', import.meta.url);

/** Trains on a thread of its own, so that tickets go on being answered. Given up when the signal says so. */
export async function trainInBackground(lessons: readonly Lesson[], signal?: AbortSignal): Promise<LocalModel> {
  signal?.throwIfAborted();
  const worker = new Worker(TRAINER, { workerData: lessons, execArgv: [], name: 'training' });
  const ended = Promise.withResolvers<unknown>();
  const giveUp = () => {
    ended.reject(signal?.reason);
    void worker.terminate();
  };
  signal?.addEventListener('abort', giveUp, { once: true });
  worker.once('message', ended.resolve);
  worker.once('error', ended.reject);
  worker.once('exit', (code) => ended.reject(new Error(`The thread that trains has ended with ${code}`)));
  try {
    return LocalModel.parse(await ended.promise);
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}
