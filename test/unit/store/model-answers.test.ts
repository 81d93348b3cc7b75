import { expect, test } from 'vitest';
import { createModelAnswers } from '../../../src/store/model-answers.ts';
import { createPool, type Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

describeWithDatabase('the answers of language models', () => {
  let pool: Pool;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });
  const age = (key: string, by: string) =>
    pool.query('update app.model_answer set at = at - $2::interval where key = $1', [key, by]);
  const keysLeft = async () =>
    (await pool.query<{ key: string }>('select key from app.model_answer order by key')).rows.map(({ key }) => key);

  test('are found again, after a restart and by another replica', async () => {
    await createModelAnswers(pool).keep('contoso', 'a', { category: 'other', reasoning: 'a\u0000b' });

    const other = createPool(pool.options.connectionString ?? '');
    expect(await createModelAnswers(other).find('contoso', 'a')).toEqual({ category: 'other', reasoning: 'a\uFFFDb' });
    await other.end();
  });

  test('are those of one customer alone', async () => {
    const answers = createModelAnswers(pool);
    await answers.keep('contoso', 'b', 1);
    await answers.keep('fabrikam', 'b', 2);

    expect([await answers.find('contoso', 'b'), await answers.find('fabrikam', 'b')]).toEqual([1, 2]);
    expect(await answers.find('litware', 'b')).toBeUndefined();
  });

  test('are not found after thirty days, and a new one counts as new', async () => {
    const answers = createModelAnswers(pool);
    await answers.keep('contoso', 'c', 'old');
    await age('c', '29 days 23 hours');
    expect(await answers.find('contoso', 'c')).toBe('old');
    await age('c', '1 hour');
    expect(await answers.find('contoso', 'c')).toBeUndefined();

    await answers.keep('contoso', 'c', 'new');

    expect(await answers.find('contoso', 'c')).toBe('new');
  });

  test('are deleted once they are not found any more', async () => {
    const answers = createModelAnswers(pool);
    await pool.query('truncate app.model_answer');
    await answers.keep('contoso', 'old', 1);
    await age('old', '30 days');
    await answers.keep('contoso', 'young', 2);

    await answers.sweep();

    expect(await keysLeft()).toEqual(['young']);
  });
});
