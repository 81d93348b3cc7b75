import { expect, test } from 'vitest';
import { createAgreement } from '../../../../src/classify/models/agreement.ts';

/** A server that answers with these, one after the other, and what it was asked for. */
function server(...statuses: readonly number[]) {
  const left = [...statuses];
  const asked: number[] = [];
  const ask = async (shape: number) => {
    asked.push(shape);
    return { status: left.shift() ?? 200, headers: new Headers(), text: '' };
  };
  return { ask, asked };
}
const less = (shape: number) => (shape > 1 ? shape - 1 : undefined);

test('what a server has taken is what it is asked for from then on', async () => {
  const { ask, asked } = server(400, 200, 200);
  const agreed = createAgreement(3, less);

  await agreed(ask);
  await agreed(ask);

  expect(asked).toEqual([3, 2, 2]);
});

test('what it has not taken is tried again, and everything but 200 is no success', async () => {
  const { ask, asked } = server(400, 204, 302, 200);
  const agreed = createAgreement(3, less);

  const refused = await agreed(ask);
  await agreed(ask);

  expect(refused.status).toBe(302);
  expect(asked).toEqual([3, 2, 1, 3]);
});
