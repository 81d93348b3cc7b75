import { parentPort, workerData } from 'node:worker_threads';
import { trainLocalModel } from './train.ts';

/** What runs on the thread that trains: it is given lessons, and answers with a model. */
parentPort?.postMessage(trainLocalModel(workerData));
