import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { type LicenseDesk, openLicenseDesk } from '../fakes/license-desk.ts';
import { approvalsOf } from '../fakes/world.ts';

const APPROVED = ['approval.asked', 'approval.approved'];

/** What else an approval rests on stands in what-else-changed.test.ts; here are the rules that every chat keeps alike. */
describeWithDatabase('an approval of what has changed since', () => {
  describe.each(chats)('on %s', (_, startChat) => {
    let stage: LicenseDesk;
    beforeAll(async () => {
      stage = await openLicenseDesk(startChat);
    });
    afterAll(() => stage.stop());

    test('is asked afresh when the account has become an administrator, whose name has to be typed', async () => {
      const { chat, desk, tenant } = stage;
      const card = await stage.asked('ben');
      tenant.user('ben@contoso.com').roles.push('Global Administrator');

      await chat.presses('sam', 'Approve', card);

      const fresh = await stage.askedAfresh('ben', 'The account holds an admin role now');
      expect(fresh.text).toContain("the target's name has to be typed");
      await stage.pressesOldCard('sam', 'ben', fresh);
      await chat.presses('kim', 'Approve', fresh);
      await sees(chat, 'kim', 'To approve it, type ben@contoso.com in the field on the card.');
      const toType = await stage.seesOf('ben', 'kim', 'Approval needed');
      await chat.presses('kim', 'Approve', toType, { typed: 'sam@contoso.com' });
      await sees(chat, 'kim', 'That is not what this is about');
      expect(await approvalsOf(desk, 'ben@contoso.com')).toMatchObject([
        { state: 'void', lines: [...APPROVED, 'approval.void'] },
        { state: 'pending', voters: [], lines: ['approval.asked'] },
      ]);

      const again = await stage.seesOf('ben', 'kim', 'Approval needed');
      await chat.presses('kim', 'Approve', again, { typed: 'ben@contoso.com' });

      await sees(chat, 'otto', /left alone: it holds an admin role[\s\S]*Nothing was changed/);
      expect(stage.timesSent('ben')).toBe(0);
      expect(await approvalsOf(desk, 'ben@contoso.com')).toMatchObject([
        { state: 'void', voters: ['sam'] },
        { state: 'approved', voters: ['kim'], lines: APPROVED },
      ]);
      const { rows } = await desk.database.query(
        `select facts from app.audit where action = 'approval.void' and facts->>'approval' like $1`,
        ['%:approve-assignment'],
      );
      expect(rows[0]?.facts).toMatchObject({
        digest: expect.any(String),
        why: 'steps.find-roles.privileged, policy: typed',
      });
    });

    test('is asked afresh when the ticket says something else, with both', async () => {
      const { chat, desk } = stage;
      const card = await stage.asked('eli');
      await stage.ticketBecomes('eli', { subject: 'eli needs two of them' });

      await chat.presses('sam', 'Approve', card);

      const fresh = await stage.askedAfresh('eli', /The ticket says: eli needs two of them, was .*eli@contoso\.com/);
      await stage.pressesOldCard('sam', 'eli', fresh);
      expect(stage.timesSent('eli')).toBe(0);
      expect(await approvalsOf(desk, 'eli@contoso.com')).toMatchObject([
        { state: 'void', lines: [...APPROVED, 'approval.void'] },
        { state: 'pending', voters: [] },
      ]);

      await chat.presses('kim', 'Approve', fresh);

      await stage.isDone('eli');
      expect(stage.timesSent('eli')).toBe(1);
      expect(await approvalsOf(desk, 'eli@contoso.com')).toMatchObject([
        { state: 'void', voters: ['sam'] },
        { state: 'approved', voters: ['kim'], lines: APPROVED },
      ]);
    });
  });
});
