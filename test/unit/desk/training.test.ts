import { expect, test } from 'vitest';
import type { LocalModel } from '../../../src/classify/local/model.ts';
import { trainOn } from '../../../src/classify/local/train.ts';
import { createTraining, type Train } from '../../../src/desk/training.ts';
import { noLog } from '../../../src/lib/log.ts';
import type { ToLearn } from '../../../src/store/customer-models.ts';
import type { NewLesson } from '../../../src/store/lessons.ts';

const model = trainOn([{ text: 'Zeus', category: 'other', weight: 1 }]);

/** What customers have taught and what their models know, as the database keeps both. */
function school(taught: Record<string, string[]>) {
  const known: Record<string, string> = {};
  const fingerprint = (customerId: string) => (taught[customerId] ?? []).join();
  const lessons = (customerId: string) =>
    (taught[customerId] ?? []).map((text): NewLesson => ({ text, category: 'other' }));
  return {
    taught,
    known,
    version: async () => undefined,
    read: async () => undefined,
    toLearn: async (customerId: string): Promise<ToLearn | undefined> =>
      known[customerId] === fingerprint(customerId)
        ? undefined
        : { knows: fingerprint(customerId), lessons: lessons(customerId) },
    async keep(customerId: string, _: object, { knows }: ToLearn) {
      if (knows !== fingerprint(customerId)) return 'overtaken' as const;
      known[customerId] = knows;
      return 'kept' as const;
    },
    behind: async () => Object.keys(taught).filter((id) => known[id] !== fingerprint(id)),
  };
}

/** A training that lasts until it is let go. */
function heldUp() {
  const underWay: { readonly words: string; readonly end: (model: LocalModel) => void }[] = [];
  const begun = { count: 0, atOnce: 0, most: 0 };
  const train: Train = (lessons) => {
    begun.count += 1;
    begun.atOnce += 1;
    begun.most = Math.max(begun.most, begun.atOnce);
    const { promise, resolve } = Promise.withResolvers<LocalModel>();
    underWay.push({ words: lessons.map(({ text }) => text).join(), end: resolve });
    return promise.finally(() => {
      begun.atOnce -= 1;
    });
  };
  return { underWay, begun, train };
}

const next = () => new Promise((resolve) => setImmediate(resolve));

test('what was taught during a training is trained after it, and the newest state is what is kept', async () => {
  const models = school({ contoso: ['Zeus'] });
  const { underWay, begun, train } = heldUp();
  const training = createTraining({ models, train, log: noLog });
  training.begin('contoso');
  await next();

  models.taught.contoso?.push('Hera');
  training.begin('contoso');
  models.taught.contoso?.push('Ares');
  training.begin('contoso');
  underWay[0]?.end(model);
  await next();
  underWay[1]?.end(model);
  await training.settled();

  expect(models.known).toEqual({ contoso: 'Zeus,Hera,Ares' });
  expect(underWay.map(({ words }) => words)).toEqual(['Zeus', 'Zeus,Hera,Ares']);
  expect(begun.most).toBe(1);
});

test('what another process was taught meanwhile is trained as well', async () => {
  const models = school({ contoso: ['Zeus'] });
  const { underWay, train } = heldUp();
  const training = createTraining({ models, train, log: noLog });
  training.begin('contoso');
  await next();

  models.taught.contoso?.push('Hera');
  underWay[0]?.end(model);
  await next();
  underWay[1]?.end(model);
  await training.settled();

  expect(models.known).toEqual({ contoso: 'Zeus,Hera' });
});

test('a stop returns when nothing is trained any more', async () => {
  const { underWay, begun, train } = heldUp();
  const training = createTraining({ models: school({ contoso: ['Zeus'] }), train, log: noLog });
  training.begin('contoso');
  await next();

  const stopped = training.stop();
  setImmediate(() => underWay[0]?.end(model));
  await stopped;

  expect(begun.atOnce).toBe(0);
});

test('one customer is trained at a time', async () => {
  const models = school({ contoso: ['Zeus'], fabrikam: ['Hera'] });
  const { underWay, begun, train } = heldUp();
  const training = createTraining({ models, train, log: noLog });
  training.begin('contoso');
  training.begin('fabrikam');
  await next();

  const atFirst = begun.count;
  underWay[0]?.end(model);
  await next();
  underWay[1]?.end(model);
  await training.settled();

  expect(atFirst).toBe(1);
  expect(models.known).toEqual({ contoso: 'Zeus', fabrikam: 'Hera' });
});

test('a training that fails is told, stops no other one, and comes again with the next lesson', async () => {
  const models = school({ contoso: ['Zeus'], fabrikam: ['Hera'] });
  const told: unknown[] = [];
  let isBroken = true;
  const train: Train = async ([lesson]) => {
    if (isBroken && lesson?.text === 'Zeus') throw new Error('no memory');
    return model;
  };
  const log = { ...noLog, error: (event: string, fields?: object) => void told.push({ event, ...fields }) };
  const training = createTraining({ models, train, log });
  training.begin('contoso');
  training.begin('fabrikam');
  await training.settled();
  const afterwards = { ...models.known };

  isBroken = false;
  training.begin('contoso');
  await training.settled();

  expect(told).toEqual([{ event: 'model.not-trained', customer: 'contoso', cause: new Error('no memory') }]);
  expect(afterwards).toEqual({ fabrikam: 'Hera' });
  expect(models.known).toEqual({ contoso: 'Zeus', fabrikam: 'Hera' });
});

test('a start trains what is behind, and nothing else', async () => {
  const models = school({ contoso: ['Zeus'], fabrikam: ['Hera'] });
  models.known.fabrikam = 'Hera';
  const trained: string[] = [];
  const train: Train = async (lessons) => {
    trained.push(...lessons.map(({ text }) => text));
    return model;
  };
  const training = createTraining({ models, train, log: noLog });

  await training.catchUp();
  await training.settled();

  expect(trained).toEqual(['Zeus']);
});

test('a stop gives up what is being trained, silently, and begins nothing more', async () => {
  const models = school({ contoso: ['Zeus'], fabrikam: ['Hera'] });
  const told: string[] = [];
  let begun = 0;
  const train: Train = (_, signal) => {
    begun += 1;
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))));
  };
  const training = createTraining({ models, train, log: { ...noLog, error: (event) => void told.push(event) } });
  training.begin('contoso');
  training.begin('fabrikam');
  await next();

  await training.stop();

  expect({ begun, told, known: models.known }).toEqual({ begun: 1, told: [], known: {} });
});

test('of nothing, nothing is trained', async () => {
  const models = school({ contoso: [] });
  const { begun, train } = heldUp();
  const training = createTraining({ models, train, log: noLog });

  training.begin('contoso');
  await training.settled();

  expect(begun.count).toBe(0);
});
