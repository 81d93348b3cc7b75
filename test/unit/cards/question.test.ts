import { expect, test } from 'vitest';
import { questionMessage } from '../../../src/cards/question.ts';

const asked = { id: 'q', ticketId: 'MSP-1', text: 'Which device?' };

test('a choice draws no link, whatever a device is called', () => {
  const { card } = questionMessage({
    ...asked,
    choices: [{ title: '[Approve](https://evil.example)', value: '[Approve](https://evil.example)' }],
  });

  const [list] = card?.body.filter((element) => element.type === 'Input.ChoiceSet') ?? [];
  expect(list?.choices[0]?.title).not.toMatch(/[[\]]/);
  expect(list?.choices[0]?.value).toBe('[Approve](https://evil.example)');
});

test.each<[string, boolean, string[]]>([
  ['a list and a line for something else', false, ['answer', 'other']],
  ['a list alone', true, ['answer']],
])('what can be picked is %s', (_, isClosed, ids) => {
  const { card } = questionMessage({ ...asked, isClosed, choices: [{ title: 'PC-1', value: 'PC-1' }] });

  expect(
    card?.body.flatMap((element) => (element.type.startsWith('Input.') && 'id' in element ? [element.id] : [])),
  ).toEqual(ids);
});
