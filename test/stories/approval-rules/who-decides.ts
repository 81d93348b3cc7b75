import { expect, test } from 'vitest';
import { sees } from '../../fakes/chat.ts';
import { verifies } from '../../fakes/verifies.ts';
import { approvalsOf, longAgo } from '../../fakes/world.ts';
import type { Stage } from './stage.ts';

/** Who may decide, and who is refused. */
export function whoDecides(stage: () => Stage): void {
  test('is refused to the one who asked, who is told who can help, and can still be given by somebody else', async () => {
    const { chat, askedFor, cardOf, staysOpen } = stage();
    await askedFor('reading glasses');

    await chat.presses('ada', 'Approve', await cardOf('reading glasses', 'ada'));

    const refusal = await sees(chat, 'ada', 'You asked for this yourself');
    expect(refusal.text).toContain('Sam Carter or Kim Diaz');
    await staysOpen('reading glasses');
    await chat.presses('sam', 'Approve', await cardOf('reading glasses', 'sam'));
    await sees(chat, 'ada', /Resolved in/);
  });

  test('is refused on another chat to the one who asked here', async () => {
    const { other, askedFor, cardOf, staysOpen } = stage();
    await askedFor('second desk');

    await other.presses('ada', 'Approve', await cardOf('second desk', 'ada', other));

    await sees(other, 'ada', 'You asked for this yourself');
    await staysOpen('second desk');
  });

  test('is refused to the person whose account it is about', async () => {
    const { chat, desk } = stage();
    await longAgo(desk);
    await chat.commands('otto', 'reset-password sam@contoso.com');
    await verifies(chat, 'sam@contoso.com', 'sam');
    const card = await sees(chat, 'sam', /Approval needed[\s\S]*sam@contoso\.com/);

    await chat.presses('sam', 'Approve', card);

    await sees(chat, 'sam', 'about your own account');
    expect(await approvalsOf(desk, 'sam@contoso.com')).toMatchObject([{ state: 'pending', voters: [] }]);
  });

  test('is refused to whoever answered with a value that it uses, who is told who can help', async () => {
    const { chat, desk } = stage();
    await chat.commands('otto', 'assign-license lin@contoso.com');
    const question = await sees(chat, 'kim', 'Which licence is it');
    await chat.presses('kim', 'Answer', question, { answer: 'Visio Plan 2' });
    const card = await sees(chat, 'kim', /Approval needed[\s\S]*lin@contoso\.com/);

    await chat.presses('kim', 'Approve', card);

    expect((await sees(chat, 'kim', 'You answered with a value that this uses')).text).toContain('Sam Carter');
    expect(await approvalsOf(desk, 'lin@contoso.com')).toMatchObject([{ state: 'pending', voters: [] }]);
    await chat.presses('sam', 'Approve', await sees(chat, 'sam', /Approval needed[\s\S]*lin@contoso\.com/));
    await sees(chat, 'otto', 'lin@contoso.com now has Visio Plan 2');
  });

  test('is refused to somebody without the role, and stays open', async () => {
    const { chat, askedFor, staysOpen } = stage();
    const card = await askedFor('garden chair');

    await chat.presses('tess', 'Approve', card);

    await sees(chat, 'tess', 'Only approvers of this customer');
    await staysOpen('garden chair');
  });

  test('is refused to somebody from elsewhere, and stays open', async () => {
    const { chat, askedFor, staysOpen } = stage();
    const card = await askedFor('paper kite');

    await chat.presses('eve', 'Approve', card);

    await staysOpen('paper kite');
  });

  test('is refused to an approver who has lost the role since', async () => {
    const { chat, askedFor, changeSam, staysOpen } = stage();
    const card = await askedFor('lost role');
    await changeSam((sam) => ({ ...sam, roles: { contoso: ['technician'] } }));

    await chat.presses('sam', 'Approve', card);

    await sees(chat, 'sam', 'Only approvers of this customer');
    await staysOpen('lost role');
    await changeSam((sam) => ({ ...sam, roles: { contoso: ['approver'] } }));
  });
}

/** Who is refused where there are guests and bots. */
export function guestsAndBots(stage: () => Stage): void {
  test.each(['guest', 'bot'] as const)('is refused to a %s, whatever desk.yaml says', async (what) => {
    const { chat, askedFor, staysOpen } = stage();
    const card = await askedFor(`hotel room of the ${what}`);
    chat.becomes?.('sam', what);

    await chat.presses('sam', 'Approve', card);

    await sees(chat, 'sam', /You are a guest on this chat|Bots hold no role/);
    await staysOpen(`hotel room of the ${what}`);
    chat.becomes?.('sam', 'member');
  });
}
