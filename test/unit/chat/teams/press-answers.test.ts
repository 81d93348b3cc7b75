import { expect, test } from 'vitest';
import type { PressAnswer } from '../../../../src/chat/ears.ts';
import { approval, saying } from '../../../contracts/platforms/cards.ts';
import { sees } from '../../../fakes/chat.ts';
import { setTeamsStage } from './stage.ts';

async function afterPressing(answer: PressAnswer) {
  const stage = await setTeamsStage({ answer: async () => answer });
  await stage.platform.post(stage.chat.channel, approval());
  await stage.chat.presses('kim', 'Approve', await sees(stage.chat, 'kim', 'Approval needed'));
  return stage;
}

test('the card as it is now replaces the one that was pressed', async () => {
  const stage = await afterPressing({ tone: 'done', text: 'Approved.', card: saying('Approved by Kim') });

  const [shown, ...others] = await stage.chat.seenBy('kim');
  expect(shown?.text).toBe('Approved by Kim');
  expect(others).toEqual([]);
  await stage.stop();
});

test('a refusal is said to the one who pressed, and the card stays', async () => {
  const stage = await afterPressing({ tone: 'refused', text: 'You asked for this yourself.', card: approval().card });

  const [card, refusal] = await stage.chat.seenBy('kim');
  expect(card?.buttons).toEqual(['Approve', 'Deny']);
  expect(refusal).toMatchObject({ where: 'only-you', to: 'kim', text: 'You asked for this yourself.' });
  expect(await stage.chat.seenBy('ada')).toHaveLength(1);
  await stage.stop();
});

test('buttons on the card that is answered with can be pressed', async () => {
  const stage = await afterPressing({ tone: 'done', text: 'Once more.', card: approval().card });

  await stage.chat.presses('kim', 'Deny', await sees(stage.chat, 'kim', 'Approval needed'), { reason: 'no' });

  expect(stage.logged).toEqual([]);
  await stage.stop();
});
