import { expect } from 'vitest';
import type { Customer } from '../../src/domain/customer.ts';
import type { PolicyRule } from '../../src/policy/rule.ts';
import { type Actor, type Shown, sees, type TestChat } from './chat.ts';
import { startDesk, type TestDesk } from './desk.ts';
import type { Tenant } from './vendors/graph/tenant.ts';
import { createMicrosoft } from './vendors/graph.ts';
import { approvalsOf } from './world.ts';

const LICENSE = 'VISIO_PLAN_2';
const approvers = ['sam', 'kim'] as const satisfies Actor[];

/** Where Otto asks licences for others, of a directory that stands in a lab. Each story has an account of its own, so that its cards are found by it. */
export interface LicenseDesk {
  readonly desk: TestDesk;
  readonly chat: TestChat;
  readonly tenant: Tenant;
  /** Puts the account into the directory and asks a licence for it, until the card is on Sam's screen. */
  asked(account: string): Promise<Shown>;
  /** Nothing was sent, no card of the old approval decides any more, and another one says what is different. */
  askedAfresh(account: string, difference: string | RegExp): Promise<Shown>;
  /** Presses what stood on the first card about the account, with the name that is asked for, although its buttons are gone. */
  pressesOldCard(who: Actor, account: string, on: Shown): Promise<void>;
  /** The newest message with this headline about the account that somebody sees; waits for it. */
  seesOf(account: string, who: Actor, headline: string): Promise<Shown>;
  /** Otto is told that the account has its licence, and it has. */
  isDone(account: string): Promise<void>;
  licensesOf(account: string): number | undefined;
  /** How often the directory was told to give the account a licence. */
  timesSent(account: string): number;
  /** These rules are added to what is built in; without any, it is the usual policy again. */
  policyBecomes(...rules: PolicyRule[]): Promise<void>;
  /** What the ticket about the account says from now on. */
  ticketBecomes(account: string, says: { readonly subject?: string; readonly body?: string }): Promise<void>;
  stop(): Promise<void>;
}

export async function openLicenseDesk(
  startChat: () => Promise<TestChat>,
  options: { readonly workflows?: string } = {},
): Promise<LicenseDesk> {
  const graph = createMicrosoft();
  const desk = await startDesk(startChat, { live: { graph }, ...options });
  const { chat } = desk;
  const tenant = graph.tenant('contoso');
  tenant.addSku({ skuPartNumber: LICENSE, enabled: 100 });
  // Teams reaches directly only those it has heard before.
  for (const who of approvers) await chat.whispersToBot(who, 'help');
  for (const who of approvers) await sees(chat, who, '/msp status');

  const addressOf = (account: string) => `${account}@contoso.com`;
  const userOf = (account: string) => tenant.users.find(({ mail }) => mail === addressOf(account));
  const licensesOf = (account: string) => userOf(account)?.assignedLicenses.length;
  const timesSent = (account: string) =>
    (desk.lab?.requests() ?? []).filter(({ path }) => path.endsWith(`/${userOf(account)?.id}/assignLicense`)).length;
  const seesOf = (account: string, who: Actor, headline: string) =>
    sees(chat, who, ({ text }) => text.includes(headline) && text.includes(addressOf(account)));

  return {
    ...{ desk, chat, tenant, seesOf, licensesOf, timesSent, stop: desk.stop },

    async asked(account) {
      const address = addressOf(account);
      tenant.addUser({ userPrincipalName: address, mail: address, displayName: account });
      await chat.commands('otto', `assign-license ${address} ${LICENSE}`);
      return seesOf(account, 'sam', 'Approval needed');
    },

    async askedAfresh(account, difference) {
      const differs = expect.stringMatching(difference);
      for (const who of approvers) {
        await seesOf(account, who, 'Approval needed');
        await seesOf(account, who, 'No longer valid');
        const cards = (await chat.seenBy(who)).filter(({ text }) => text.includes(addressOf(account)));
        for (const old of cards.filter(({ text }) => text.includes('No longer valid')))
          expect(old).toMatchObject({ text: differs, buttons: [] });
        for (const open of cards.filter(({ buttons }) => buttons.includes('Approve')))
          expect(open).toMatchObject({ text: differs });
      }
      expect(licensesOf(account)).toBe(0);
      return seesOf(account, 'kim', 'Approval needed');
    },

    async pressesOldCard(who, account, on) {
      const [old] = await approvalsOf(desk, addressOf(account));
      await chat.forges(who, on, {
        verb: 'approve',
        data: { approval: old?.id ?? '', digest: old?.digest ?? '' },
        fields: { typed: addressOf(account) },
      });
      await desk.app.settled();
    },

    async isDone(account) {
      await seesOf(account, 'otto', 'Resolved in');
      expect(licensesOf(account)).toBe(1);
    },

    policyBecomes: (...rules) =>
      desk.changeRoster(({ customers, people }) => ({
        people,
        customers: customers.map(({ policy, ...customer }: Customer & { readonly policy?: object }) => ({
          ...customer,
          ...(rules.length > 0 && { policy: { rules } }),
        })),
      })),

    async ticketBecomes(account, says) {
      await desk.database.query(`update app.ticket set ticket = ticket || $2 where ticket->>'body' like $1`, [
        `%${addressOf(account)}%`,
        says,
      ]);
    },
  };
}
