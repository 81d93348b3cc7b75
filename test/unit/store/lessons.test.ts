import { beforeEach, expect, test } from 'vitest';
import type { Category } from '../../../src/domain/category.ts';
import { createCustomerModels, MOST_LEARNED } from '../../../src/store/customer-models.ts';
import { createLessons, type Taught } from '../../../src/store/lessons.ts';
import { inTransaction, type Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

describeWithDatabase('lessons', () => {
  let pool: Pool;
  inFreshDatabase((opened) => {
    pool = opened;
  });
  beforeEach(() => pool.query('truncate app.lesson, app.customer_model'));

  const fromFile = { source: 'file', ticketId: null, taughtBy: 'command line (ops)' } as const;
  const lesson = (text: string, category: Category) => ({ text, category });
  const add = (customerId: string, ...lessons: ReturnType<typeof lesson>[]): Promise<Taught> =>
    inTransaction(pool, (client) => createLessons(pool).add(client, customerId, lessons, fromFile));
  const taughtTo = async (customerId: string) =>
    (await createLessons(pool).of(customerId)).map(({ text, category }) => [text, category]);

  test('are new, changed or known, and counting before writing comes to the same', async () => {
    await add('contoso', lesson('Zeus is down', 'network_issue'), lesson('Hera hums', 'printer_issue'));
    const next = [
      lesson('ｚeus  IS down\n', 'application_error'),
      lesson('Hera hums', 'printer_issue'),
      lesson('Ares', 'other'),
    ];

    const foreseen = await createLessons(pool).compare('contoso', next);
    const taught = await add('contoso', ...next);

    expect(taught).toEqual({ added: 1, changed: 1, known: 1 });
    expect(foreseen).toEqual(taught);
    expect(await taughtTo('contoso')).toEqual([
      ['Zeus is down', 'application_error'],
      ['Hera hums', 'printer_issue'],
      ['Ares', 'other'],
    ]);
  });

  test('of the same words in one file, the last one counts', async () => {
    expect(await add('contoso', lesson('Zeus', 'other'), lesson('ZEUS', 'network_issue'))).toEqual({
      ...{ added: 1, changed: 0, known: 0 },
    });
    expect(await taughtTo('contoso')).toEqual([['ZEUS', 'network_issue']]);
  });

  test('of one customer are nothing to another', async () => {
    await add('contoso', lesson('Zeus', 'other'));
    await add('fabrikam', lesson('Zeus', 'network_issue'));

    await inTransaction(pool, (client) => createLessons(pool).forget(client, 'contoso'));

    expect(await taughtTo('contoso')).toEqual([]);
    expect(await taughtTo('fabrikam')).toEqual([['Zeus', 'network_issue']]);
    expect(await createLessons(pool).compare('contoso', [lesson('Zeus', 'network_issue')])).toMatchObject({ added: 1 });
  });

  test('of which the category was changed count as new', async () => {
    await add('contoso', lesson('Zeus', 'other'), lesson('Hera', 'other'));

    await add('contoso', lesson('Zeus', 'network_issue'));

    const [zeus, hera] = await createLessons(pool).of('contoso');
    expect([zeus?.text, hera?.text]).toEqual(['Zeus', 'Hera']);
  });

  test('who taught a lesson, and when, is kept with it', async () => {
    await add('contoso', lesson('Zeus', 'other'));

    expect(await createLessons(pool).of('contoso')).toEqual([
      { text: 'Zeus', category: 'other', ...fromFile, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) },
    ]);
  });
});

describeWithDatabase('a model of a customer', () => {
  let pool: Pool;
  inFreshDatabase((opened) => {
    pool = opened;
  });
  beforeEach(() => pool.query('truncate app.lesson, app.customer_model'));

  const teach = (customerId: string, text: string, category: Category) =>
    inTransaction(pool, (client) =>
      createLessons(pool).add(client, customerId, [{ text, category }], {
        ...{ source: 'correction', ticketId: 'MSP-1', taughtBy: 'tess' },
      }),
    );
  const models = (edition = '1') => createCustomerModels(pool, () => edition);
  /** Learns what there is to learn, as training does. */
  async function trained(customerId: string, model: object, edition = '1') {
    const toLearn = await models(edition).toLearn(customerId);
    if (toLearn) await models(edition).keep(customerId, model, toLearn);
  }

  test('knows what it was made of, and is behind as soon as somebody teaches or changes something', async () => {
    await teach('contoso', 'Zeus', 'other');
    const first = await models().behind();
    await trained('contoso', { made: 1 });
    const trainedOnce = [await models().behind(), await models().toLearn('contoso')];
    await teach('contoso', 'Zeus', 'network_issue');

    expect([first, ...trainedOnce]).toEqual([['contoso'], [], undefined]);
    expect(await models().behind()).toEqual(['contoso']);
    expect(await models().toLearn('contoso')).toMatchObject({ lessons: [{ text: 'Zeus', category: 'network_issue' }] });
  });

  test('is made of the lessons of that customer alone, and of too many of the newest', async () => {
    const many = Array.from({ length: MOST_LEARNED }, (_, index) => ({
      text: `Zeus ${index}`,
      category: 'other' as const,
    }));
    const file = { source: 'file', ticketId: null, taughtBy: 'ops' } as const;
    await inTransaction(pool, (client) => createLessons(pool).add(client, 'contoso', many, file));
    await teach('contoso', 'Hera', 'network_issue');
    await teach('fabrikam', 'Ares', 'network_issue');

    const toLearn = await models().toLearn('contoso');

    const texts = toLearn?.lessons.map(({ text }) => text) ?? [];
    expect(texts).toHaveLength(MOST_LEARNED);
    expect([texts[0], texts.at(-1)]).toEqual(['Zeus 1', 'Hera']);
  });

  test('has a new version with each training', async () => {
    await teach('contoso', 'Zeus', 'other');
    await trained('contoso', { made: 1 });
    const first = await models().version('contoso');
    await teach('contoso', 'Hera', 'other');
    await trained('contoso', { made: 2 });

    expect(first).toBeDefined();
    expect(await models().version('contoso')).not.toBe(first);
    expect(await models().read('contoso')).toEqual({ made: 2 });
    expect(await models().version('fabrikam')).toBeUndefined();
    expect(await models().read('fabrikam')).toBeUndefined();
  });

  test('that was overtaken while it was trained is not kept', async () => {
    await teach('contoso', 'Zeus', 'other');
    const stale = await models().toLearn('contoso');
    await teach('contoso', 'Hera', 'other');
    await trained('contoso', { made: 'of both' });

    expect(stale && (await models().keep('contoso', { made: 'of one' }, stale))).toBe('overtaken');
    expect(await models().read('contoso')).toEqual({ made: 'of both' });
  });

  test('of what was forgotten meanwhile is not kept either', async () => {
    await teach('contoso', 'Zeus', 'other');
    const stale = await models().toLearn('contoso');
    await inTransaction(pool, (client) => createLessons(pool).forget(client, 'contoso'));

    expect(stale && (await models().keep('contoso', { made: 'of one' }, stale))).toBe('overtaken');
    expect(await models().toLearn('contoso')).toMatchObject({ lessons: [] });
    expect(await models().behind()).toEqual([]);
  });

  test('of another edition is not used, and is behind', async () => {
    await teach('contoso', 'Zeus', 'other');
    await trained('contoso', { made: 'long ago' }, '1');

    expect(await models('2').version('contoso')).toBeUndefined();
    expect(await models('2').read('contoso')).toBeUndefined();
    expect(await models('2').behind()).toEqual(['contoso']);
  });
});
