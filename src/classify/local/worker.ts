import { Worker } from 'node:worker_threads';
import type { Lesson } from './lesson.ts';
import { LocalModel } from './model.ts';

/** Trains beside the thread that answers chats. Rejects when the training could not be brought to its end. */
export function trainInBackground(lessons: readonly Lesson[], signal?: AbortSignal): Promise<LocalModel> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const worker = new Worker(new URL('./worker-thread.ts', import.meta.url), {
    workerData: lessons.map(({ text, category }) => ({ text, category })),
    execArgv: [],
  });
  const giveUp = () => void worker.terminate();
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp, { once: true });
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', (code) => {
    signal?.removeEventListener('abort', giveUp);
    reject(new Error(`The training ended with code ${code} before there was a model.`));
  });
  return promise.then((model) => LocalModel.parse(model));
}
