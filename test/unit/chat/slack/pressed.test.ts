import { expect, test } from 'vitest';
import { buttons } from '../../../../src/chat/slack/button.ts';
import { choiceInput, textInput } from '../../../../src/chat/slack/inputs.ts';
import { pressed } from '../../../../src/chat/slack/pressed.ts';
import { Block } from '../../../fakes/slack/limits.ts';
import { clicked } from '../../../fakes/slack/payloads.ts';

const ada = { user: 'U0ADA', name: 'ada', team: 'T0CONTOSO' };
const blocks = [
  textInput({ type: 'Input.Text', id: 'reason', label: 'Reason', maxLength: 200 }),
  choiceInput({
    type: 'Input.ChoiceSet',
    id: 'device',
    label: 'Which one?',
    style: 'expanded',
    choices: [
      { title: 'Ada’s laptop', value: 'd-1' },
      { title: 'Ada’s desktop', value: 'd-2' },
    ],
  }),
  buttons([{ type: 'Action.Execute', title: 'Answer', verb: 'answer', data: { question: 'q-1' } }]),
].map((block) => Block.parse(block));

test('a press carries what was typed and chosen, by the ids the card gave', () => {
  expect(press({ reason: 'it is slow', device: 'd-2' }).fields).toEqual({ reason: 'it is slow', device: 'd-2' });
  expect(press({ device: 'Ada’s laptop' }).fields).toEqual({ device: 'd-1' });
  expect(press({}).fields).toEqual({});
});

test('a press says who, when, where and on what', () => {
  expect(press({})).toMatchObject({
    verb: 'answer',
    data: { question: 'q-1' },
    from: { platform: 'slack', workspace: 'T0CONTOSO', user: 'U0ADA', shownName: 'ada' },
    place: { platform: 'slack', workspace: 'T0CONTOSO', channel: 'C0HELP', thread: '1795000000.000001' },
    on: { place: { thread: '1795000000.000001' }, message: '1795396967.000001' },
  });
});

test('somebody of another workspace is of that workspace, not of the one the button stands in', () => {
  expect(press({}, { team_id: 'T0FABRIKAM' })).toMatchObject({
    from: { workspace: 'T0FABRIKAM' },
    place: { workspace: 'T0CONTOSO' },
  });
});

test('somebody whose workspace is not told is of none we know', () => {
  expect(press({}, { team_id: undefined }).from.workspace).toBe('unknown-to-T0CONTOSO');
});

function press(fields: Record<string, string>, user: object = {}) {
  const on = { ts: '1795396967.000001', thread_ts: '1795000000.000001', text: '', blocks };
  const click = { sender: ada, team: 'T0CONTOSO', channel: 'C0HELP', on, isEphemeral: false, title: 'Answer', fields };
  const payload = JSON.parse(new URLSearchParams(clicked(click).body).get('payload') ?? '');
  return pressed({ ...payload, user: { ...payload.user, ...user } });
}
