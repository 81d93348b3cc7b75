import { expect, test } from 'vitest';
import { Activity } from '../../../../src/chat/teams/activity.ts';
import { typedText } from '../../../../src/chat/teams/typed-text.ts';
import { bot } from '../../../fakes/teams/activities.ts';

const kim = { id: '29:kim', name: 'Kim Diaz' };
const mention = ({ id, name }: typeof kim) => ({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } });

function typed(text: string | undefined, entities: readonly unknown[] = [mention(bot)]): string {
  return typedText(
    Activity.parse({
      type: 'message',
      serviceUrl: 'https://smba.trafficmanager.net/',
      from: kim,
      recipient: bot,
      conversation: { id: 'a:1' },
      text,
      entities,
    }),
  );
}

test.each([
  ['<at>MSP Command Center</at> help', 'help'],
  ['<at>MSP Command Center</at>&nbsp;/msp reset-password ada@contoso.com\n', '/msp reset-password ada@contoso.com'],
  ['hello <at>MSP Command Center</at>', 'hello'],
  ['<at>MSP Command Center</at>', ''],
  [undefined, ''],
  ['1 &lt; 2 &amp;&amp; &quot;a&quot; &#39;b&#39;', '1 < 2 && "a" \'b\''],
  ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ['&lt;at&gt;Kim Diaz&lt;/at&gt; typed this', '<at>Kim Diaz</at> typed this'],
  ['one\ntwo', 'one\ntwo'],
  ['zero\u200Bwidth \u202Eturned\u0000', 'zerowidth turned'],
])('%j is read as %j', (text, read) => {
  expect(typed(text)).toBe(read);
});

test('somebody else who is mentioned keeps their name', () => {
  expect(typed('<at>MSP Command Center</at> ask <at>Kim Diaz</at>', [mention(bot), mention(kim)])).toBe('ask Kim Diaz');
});

test.each([[[{ type: 'clientInfo' }]], [[null, 5, 'x']], [[{ type: 'mention', mentioned: {} }]]])(
  'entities such as %j change nothing',
  (entities) => {
    expect(typed('hello', entities)).toBe('hello');
  },
);
