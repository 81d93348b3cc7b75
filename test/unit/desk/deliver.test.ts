import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { performDelivery } from '../../../src/desk/steps/deliver.ts';
import type { Person } from '../../../src/domain/person.ts';
import { noLog } from '../../../src/lib/log.ts';
import type { NodeEnd } from '../../../src/runs/graph.ts';
import { inOrder } from '../../../src/runs/move.ts';
import type { Offer, Offered } from '../../../src/secrets/handovers.ts';
import { createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const reset = { operation: 'graph.resetPassword', with: {} };
const deliver = { deliver: '${steps.reset.password}', to: 'owner' } as const;
const ada = someone('ada', 'ada@contoso.com');
const bob = someone('bob', 'bob@contoso.com');
const until = new Date('2026-11-23T14:32:00Z');
const token = 'T'.repeat(43);
const link = `https://desk.example.com/handover#${token}`;

describe('a new password', () => {
  test('reaches the owner of the account that it opens, whatever the requester called that account', async () => {
    const { read, offers } = await delivered({ account: 'bob@contoso.com', password: 'sealed:1' }, [ada, bob]);

    expect(read('bob')).toHaveLength(1);
    expect(read('ada')).toEqual([]);
    expect(offers).toEqual([
      {
        sealed: 'sealed:1',
        customerId: 'contoso',
        runId: 'MSP-1',
        recipientId: 'bob',
        codeHolderId: 'bob',
        title: 'The one-time password for bob@contoso.com',
      },
    ]);
  });

  test('comes as a link in one direct message, and nothing else knows the link', async () => {
    const { read, end } = await delivered({ account: 'bob@contoso.com', password: 'sealed:1' }, [
      { ...bob, identities: [...bob.identities, { platform: 'slack', workspace: 'T1', user: 'bob-too' }] },
    ]);

    expect(read('bob')).toEqual([
      expect.stringContaining(`the button below shows you. It is shown once, until 14:32 UTC, 23 Nov: ${link}`),
    ]);
    expect(read('bob-too')).toEqual([]);
    expect(read('help')).toEqual([]);
    expect(end).toEqual({ state: 'done', output: { handedTo: 'bob', until: '2026-11-23T14:32:00.000Z' } });
  });

  test('is only spoken of in demo mode', async () => {
    const { read, end } = await delivered({ account: 'bob@contoso.com', password: 'sealed:example-password' }, [bob], {
      state: 'unknown',
    });

    expect(read('bob')).toEqual([expect.stringMatching(/one-time password for bob@contoso\.com[\s\S]*demo mode/)]);
    expect(end).toEqual({ state: 'done', output: {} });
  });

  test('that has gone from the vault of a real system is a failure, not a demo', async () => {
    const lost = delivered(
      { account: 'bob@contoso.com', password: 'sealed:1' },
      [bob],
      { state: 'unknown' },
      'sandbox',
    );

    await expect(lost).rejects.toThrow('has gone');
  });

  test('that was opened before a crash is not told of again', async () => {
    const { read, end } = await delivered({ account: 'bob@contoso.com', password: 'sealed:1' }, [bob], {
      state: 'opened',
    });

    expect(read('bob')).toEqual([]);
    expect(end).toEqual({ state: 'done', output: {} });
  });

  test('whose link nobody opened in time says so', async () => {
    const late = delivered({ account: 'bob@contoso.com', password: 'sealed:1' }, [bob], { state: 'expired' });

    await expect(late).rejects.toThrow('Nobody opened the link');
  });

  test.each<[string, Record<string, unknown>, Person[]]>([
    ['whose owner nobody knows', { account: 'eve@contoso.com', password: 'sealed:1' }, [ada, bob]],
    [
      'that two people share',
      { account: 'bob@contoso.com', password: 'sealed:1' },
      [bob, { ...ada, account: 'BOB@contoso.com' }],
    ],
    ['that is not said', { password: 'sealed:1' }, [ada, bob]],
    ['that is no text', { account: ['bob@contoso.com'], password: 'sealed:1' }, [ada, bob]],
    [
      'whose owner was unlinked since the ticket was opened',
      { account: 'ada@contoso.com', password: 'sealed:1' },
      [bob],
    ],
  ])('of an account %s reaches nobody', async (_, output, people) => {
    await expect(delivered(output, people)).rejects.toThrow();
  });

  test('that is not there reaches nobody', async () => {
    await expect(delivered({ account: 'bob@contoso.com' }, [ada, bob])).rejects.toThrow('steps.reset.password');
  });
});

async function delivered(
  output: unknown,
  people: readonly Person[],
  offered: Offered = { state: 'offered', id: '1', link, token, until },
  mode: 'demo' | 'sandbox' = 'demo',
) {
  const chat = createChat('slack');
  const offers: Offer[] = [];
  const ends = new Map<string, NodeEnd>([['reset', { state: 'done', output }]]);
  const run = aRun({ reset });
  const customer = { ...run.customer, modes: { graph: mode } };
  const parts = {
    platforms: new Map([['slack', chat.platform]]),
    roster: async () => ({ customers: [customer], people }),
    registry: createRegistry({ connectors, demo: { pause: async () => {} } }),
    handovers: {
      obstacle: undefined,
      async offer(offer: Offer) {
        offers.push(offer);
        return offered;
      },
      showCode: async () => ({ state: 'unknown' }) as const,
    },
    approvals: { read: async () => undefined },
    log: noLog,
  };
  const durable = {
    runId: 'MSP-1',
    step: <T>(_: string, work: () => Promise<T>) => work(),
    wait: async () => null,
    first: async () => Promise.reject(new Error('nothing runs side by side')),
  };
  const end = await inOrder(performDelivery('hand-over', deliver, { ...run, customer }, ends, parts), durable);
  return { read: chat.read, offers, end };
}

function someone(user: string, account: string): Person {
  return { id: user, name: user, account, identities: [{ platform: 'slack', workspace: 'T1', user }], roles: {} };
}
