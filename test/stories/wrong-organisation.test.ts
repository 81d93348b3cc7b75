import { afterAll, beforeAll, expect, test } from 'vitest';
import { sees } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { startSlack } from '../fakes/slack.ts';
import { createZohoDesk } from '../fakes/vendors/zoho-desk.ts';

describeWithDatabase("a credential that opens another customer's data", () => {
  const zohoDesk = createZohoDesk();
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startDesk(startSlack, { live: { zohoDesk } });
  });
  afterAll(() => desk.stop());

  test('writes nothing there, is locked, and technicians are told at once', async () => {
    const { chat } = desk;
    await chat.says('ada', 'The printer on the third floor is jammed');
    await sees(chat, 'tess', /help desk ticket \d+[\s\S]*The printer on the third floor/);

    await usesTheCredentialOf('fabrikam');
    await chat.says('ada', 'The scanner beeps all the time');

    await sees(chat, 'tess', "opens another organisation's data");
    await sees(chat, 'tess', /write one by hand[\s\S]*The scanner beeps/);
    expect(zohoDesk.organisation('fabrikam').tickets()).toEqual([]);
    expect(zohoDesk.organisation('contoso').tickets()).toHaveLength(1);
  });

  test('stays locked: the next ticket asks the vendor nothing', async () => {
    const { chat, lab } = desk;
    await desk.reopen();
    lab?.forget();

    await chat.says('ada', 'The plotter smells');

    await sees(chat, 'tess', /write one by hand[\s\S]*The plotter smells/);
    expect(lab?.requests()).toEqual([]);
  });

  test('opens again with the right credential', async () => {
    const { chat } = desk;
    await desk.changeRoster((roster) => roster);

    await chat.says('ada', 'The projector stays dark');

    await sees(chat, 'tess', /help desk ticket \d+[\s\S]*The projector stays dark/);
    expect(zohoDesk.organisation('contoso').tickets()).toHaveLength(2);
  });

  /** Somebody mixes up two customers: the organisation is Contoso's, and who signs in is not. */
  async function usesTheCredentialOf(other: string): Promise<void> {
    const { connection, credentials } = zohoDesk.enrol(other);
    for (const [reference, value] of Object.entries(credentials)) process.env[reference.replace('env:', '')] = value;
    const { org, department } = Object(desk.connections?.contoso?.zohoDesk);
    const mixed = { ...Object(connection), org, department };
    await desk.changeRoster((roster) => roster, { contoso: { zohoDesk: mixed } });
  }
});
