import { foldsOf } from '../../classify/local/cross-validate.ts';
import type { LocalModel } from '../../classify/local/model.ts';
import { type Share, shareOf } from '../../classify/measures/share.ts';
import { createOfflineClassifier } from '../../classify/offline.ts';
import type { Train } from '../../desk/training.ts';
import type { Workflow } from '../../domain/workflow.ts';
import { inParallel } from '../../lib/in-parallel.ts';
import type { NewLesson } from '../../store/lessons.ts';
import { asTicket } from './as-ticket.ts';

/** How often the shipped model is right about lessons, and how often one that has learned the others of them. */
export interface Tried {
  readonly before: Share;
  readonly after: Share;
}

const FOLDS = 5;
/** Of fewer lessons, a fifth says nothing. */
const FEWEST = 10;
/** Training takes all of a processor. */
const AT_ONCE = 2;

/** Finds out what lessons are worth. None of them is judged by a model that has seen it. */
export async function tryLessons(
  lessons: readonly NewLesson[],
  { workflows, train, signal }: { workflows: readonly Workflow[]; train: Train; signal: AbortSignal },
): Promise<Tried | undefined> {
  if (lessons.length < FEWEST) return undefined;
  const rightOf = async (judged: readonly NewLesson[], model?: LocalModel) => {
    const classify = createOfflineClassifier({ modelFor: async () => model });
    let right = 0;
    for (const lesson of judged) {
      signal.throwIfAborted();
      const { category } = await classify(asTicket('lesson', lesson, 'nobody'), workflows);
      if (category === lesson.category) right += 1;
    }
    return right;
  };
  let after = 0;
  await inParallel(foldsOf(lessons, FOLDS), AT_ONCE, async ({ heldBack, others }) => {
    const right = await rightOf(heldBack, await train(others, signal));
    after += right;
  });
  return { before: shareOf(await rightOf(lessons), lessons.length), after: shareOf(after, lessons.length) };
}
