import { expect, test } from 'vitest';
import { sees } from '../../fakes/chat.ts';
import { effectsOf, stateOf } from '../../fakes/world.ts';
import type { Stage } from './stage.ts';

/** One decision, in its time, and no second one. */
export function decidedOnce(stage: () => Stage): void {
  test('of two clicks at the same time one wins, and the other is told', async () => {
    const { chat, desk, askedFor, cardOf } = stage();
    const samsCard = await askedFor('two clicks');
    const kimsCard = await cardOf('two clicks', 'kim');
    const before = (await effectsOf(desk)).length;

    await Promise.all([
      chat.presses('sam', 'Approve', samsCard),
      chat.presses('kim', 'Deny', kimsCard, { reason: 'no' }),
    ]);

    // At a console one line comes after the other: the second button may be gone before it is pressed, and its card says why.
    const decided = (who: 'sam' | 'kim') =>
      chat.name === 'terminal' ? [sees(chat, who, /(Approved|Denied)[\s\S]*two clicks/)] : [];
    const loser = await Promise.any([
      ...[sees(chat, 'sam', 'has already'), sees(chat, 'kim', 'has already')],
      ...[...decided('sam'), ...decided('kim')],
    ]);
    expect(loser.text).toMatch(/(Sam Carter|Kim Diaz) has already (approved|denied) this|By (Sam Carter|Kim Diaz)/);
    const state = await stateOf(desk, 'two clicks');
    await desk.app.settled();
    await expect.poll(async () => (await effectsOf(desk)).length - before).toBe(state === 'approved' ? 1 : 0);
  });

  test('is given by nobody once its time is up, even before the run has noticed', async () => {
    const { chat, desk, askedFor } = stage();
    const card = await askedFor('late clock');
    await desk.database.query(
      `update app.approval set expires_at = clock_timestamp() where approval->>'subject' like '%late clock%'`,
    );

    await chat.presses('sam', 'Approve', card);

    await sees(chat, 'sam', 'expired before a decision');
    await desk.app.settled();
    expect(['pending', 'expired']).toContain(await stateOf(desk, 'late clock')); // the run may just have noticed
  });

  test('that was decided is not decided by its old card', async () => {
    const { chat, desk, askedFor, boundOn, cardOf } = stage();
    const card = await askedFor('old card');
    const bound = await boundOn('old card');
    await chat.presses('kim', 'Deny', await cardOf('old card', 'kim'));
    await expect.poll(() => stateOf(desk, 'old card')).toBe('denied');

    await chat.forges('sam', card, { verb: 'approve', data: bound });

    await desk.app.settled();
    expect(await stateOf(desk, 'old card')).toBe('denied');
  });

  test('delivered twice is one decision', async () => {
    const { chat, desk, askedFor } = stage();
    const card = await askedFor('delivered twice');
    const before = (await effectsOf(desk)).length;

    await chat.presses('sam', 'Approve', card);
    await chat.deliversAgain();

    await expect.poll(() => stateOf(desk, 'delivered twice')).toBe('approved');
    await expect.poll(async () => (await effectsOf(desk)).length - before).toBe(1);
  });
}
