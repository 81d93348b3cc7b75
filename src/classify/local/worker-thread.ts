import { parentPort, workerData } from 'node:worker_threads';
import type { Lesson } from './lesson.ts';
import { trainLocalModel } from './train.ts';

parentPort?.postMessage(trainLocalModel(workerData as readonly Lesson[]));
