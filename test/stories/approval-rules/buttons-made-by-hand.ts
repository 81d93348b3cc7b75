import { expect, test } from 'vitest';
import { stateOf } from '../../fakes/world.ts';
import type { Stage } from './stage.ts';

/** What no card of ours carries decides nothing, whoever presses it. */
export function buttonsMadeByHand(stage: () => Stage): void {
  test('is decided only by exactly what it stands for', async () => {
    const { chat, desk, askedFor, boundOn, staysOpen } = stage();
    const card = await askedFor('forged one');
    const bound = await boundOn('forged one');
    await askedFor('forged two');
    const second = await boundOn('forged two');
    const strange: Readonly<Record<string, string>>[] = [
      {},
      { approval: bound.approval },
      { digest: bound.digest },
      { approval: bound.approval, digest: '' },
      { approval: bound.approval, digest: second.digest },
      { approval: second.approval, digest: bound.digest },
      { approval: bound.approval, digest: bound.digest.toUpperCase() },
      { approval: bound.approval, digest: `${bound.digest} ` },
      { approval: `${bound.approval} `, digest: bound.digest },
      { approval: 'constructor', digest: bound.digest },
    ];

    for (const data of strange) await chat.forges('sam', card, { verb: 'approve', data });
    for (const verb of ['approved', 'Approve', 'constructor', '__proto__', 'approve '])
      await chat.forges('sam', card, { verb, data: bound });

    await staysOpen('forged one');
    await staysOpen('forged two');
    await chat.forges('sam', card, { verb: 'approve', data: bound });
    await expect.poll(() => stateOf(desk, 'forged one')).toBe('approved');
  });

  test('is not decided by the same user id of another workspace, nor by the one who asked, a technician, a stranger', async () => {
    const { chat, askedFor, boundOn, staysOpen } = stage();
    const card = await askedFor('twin id');
    const data = await boundOn('twin id');

    await chat.forges('sam', card, { verb: 'approve', data, home: 'elsewhere' });
    for (const who of ['ada', 'tess', 'otto', 'eve'] as const) await chat.forges(who, card, { verb: 'approve', data });
    for (const who of ['ada', 'tess', 'otto', 'eve'] as const) await chat.forges(who, card, { verb: 'deny', data });

    await staysOpen('twin id');
  });

  test('is not decided by an approver from another workspace, even if desk.yaml names them there', async () => {
    const { chat, askedFor, boundOn, changeSam, staysOpen } = stage();
    const card = await askedFor('twin home');
    const there = { ...chat.identity('sam'), workspace: chat.identity('eve').workspace };
    await changeSam((sam) => ({ ...sam, identities: [...sam.identities, there] }));

    await chat.forges('sam', card, { verb: 'approve', data: await boundOn('twin home'), home: 'elsewhere' });

    await staysOpen('twin home');
    await changeSam((sam) => ({ ...sam, identities: sam.identities.filter((one) => one !== there) }));
  });

  test('is not decided for another customer', async () => {
    const { chat, desk, askedFor, copiedFor, staysOpen } = stage();
    const card = await askedFor('other firm');
    const theirs = await copiedFor('fabrikam', 'other firm');

    await chat.forges('sam', card, { verb: 'approve', data: theirs });

    await staysOpen('other firm');
    const { rows } = await desk.database.query('select state from app.approval where id = $1', [theirs.approval]);
    expect(rows).toEqual([{ state: 'pending' }]);
  });
}
