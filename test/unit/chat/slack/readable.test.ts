import { expect, test } from 'vitest';
import { readable } from '../../../../src/chat/slack/readable.ts';

test.each([
  ['R&amp;D says 1 &lt; 2 &gt; 0', 'R&D says 1 < 2 > 0'],
  ['&amp;lt; stays what it is', '&lt; stays what it is'],
  ['<mailto:ada@contoso.com|ada@contoso.com>', 'ada@contoso.com'],
  ['<tel:+491234|call me>', '+491234'],
  ['<https://contoso.com>', 'https://contoso.com'],
  ['<https://evil.example/a|contoso.com>', 'https://evil.example/a'],
  ['<@U0KIM> and <@U0KIM|kim>', '@U0KIM and @U0KIM'],
  ['<#C0HELP|help> and <#C0HELP>', '#help and #C0HELP'],
  ['<!channel> <!subteam^S0IT|@it>', '@channel @it'],
  ['two\r\nlines \u202Eback\u202C', 'two\nlines back'],
])('%s is read as %s', (slack, person) => {
  expect(readable(slack)).toBe(person);
});
