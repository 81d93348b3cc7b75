import { describe, expect, test } from 'vitest';
import { performDelivery } from '../../../src/desk/steps/deliver.ts';
import type { Person } from '../../../src/domain/person.ts';
import { noLog } from '../../../src/lib/log.ts';
import type { NodeEnd } from '../../../src/runs/graph.ts';
import { inOrder } from '../../../src/runs/move.ts';
import { createChat } from './a-chat.ts';
import { aRun } from './a-run.ts';

const deliver = { deliver: '${steps.reset.password}', to: 'owner' } as const;
const ada = someone('ada', 'ada@contoso.com');
const bob = someone('bob', 'bob@contoso.com');

describe('a new password', () => {
  test('reaches the owner of the account that it opens, whatever the requester called that account', async () => {
    const read = await delivered({ account: 'bob@contoso.com', password: 'sealed:1' }, [ada, bob]);

    expect(read('bob')).toHaveLength(1);
    expect(read('ada')).toEqual([]);
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

async function delivered(output: unknown, people: readonly Person[]) {
  const chat = createChat('slack');
  const ends = new Map<string, NodeEnd>([['reset', { state: 'done', output }]]);
  const parts = {
    platforms: new Map([['slack', chat.platform]]),
    roster: async () => ({ customers: [], people }),
    log: noLog,
  };
  const durable = {
    runId: 'MSP-1',
    step: <T>(_: string, work: () => Promise<T>) => work(),
    wait: async () => null,
    first: async () => Promise.reject(new Error('nothing runs side by side')),
  };
  await inOrder(performDelivery('hand-over', deliver, aRun({}), ends, parts), durable);
  return chat.read;
}

function someone(user: string, account: string): Person {
  return { id: user, name: user, account, identities: [{ platform: 'slack', workspace: 'T1', user }], roles: {} };
}
