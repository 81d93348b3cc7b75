import { describe, expect, test } from 'vitest';
import { currentCustomer, NobodyReached, rewrite, say, tellPerson, tellRole } from '../../../src/desk/audience.ts';
import type { Customer } from '../../../src/domain/customer.ts';
import type { Person, Role } from '../../../src/domain/person.ts';
import { audienceOn, createChat } from './a-chat.ts';

const help = { platform: 'slack', workspace: 'T1', channel: 'help' };
const contoso: Customer = { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} };
const hello = { text: 'Hello' };

describe('those with a role', () => {
  const people = [someone('tess', ['technician']), someone('sam', ['approver']), someone('kim', ['approver'])];

  test('are told each alone where the customer has no desk channel', async () => {
    const slack = createChat('slack');

    await tellRole('approver', contoso, hello, audienceOn([slack], { customers: [contoso], people }));

    expect([slack.read('sam'), slack.read('kim'), slack.read('tess')]).toEqual([['Hello'], ['Hello'], []]);
  });

  test('are told in the desk channel where there is one', async () => {
    const slack = createChat('slack');
    const customer = { ...contoso, desk: [{ ...help, channel: 'desk' }] };

    await tellRole('approver', customer, hello, audienceOn([slack], { customers: [customer], people }));

    expect([slack.read('desk'), slack.read('sam')]).toEqual([['Hello'], []]);
  });

  test('are reached if one of them is', async () => {
    const slack = createChat('slack');
    slack.refuse(1, false);

    const cards = await tellRole('approver', contoso, hello, audienceOn([slack], { customers: [contoso], people }));

    expect(cards).toHaveLength(1);
  });

  test('are not reached when nobody has the role, and it says who can help', async () => {
    const telling = tellRole('technician', contoso, hello, audienceOn([createChat('slack')]));

    await expect(telling).rejects.toThrow(NobodyReached);
    await expect(telling).rejects.toThrow('An admin can name one');
  });

  test('of another customer are told nothing', async () => {
    const slack = createChat('slack');
    const other = { ...contoso, id: 'fabrikam', name: 'Fabrikam' };

    await expect(
      tellRole('approver', other, hello, audienceOn([slack], { customers: [contoso, other], people })),
    ).rejects.toThrow();

    expect(slack.read('sam')).toEqual([]);
  });
});

test('a person is told on every chat where they are known', async () => {
  const [slack, teams] = [createChat('slack'), createChat('teams')];
  const { identities, ...sam } = someone('sam');
  const onBoth = { ...sam, identities: [...identities, { platform: 'teams', workspace: 'X', user: 'sam' }] };

  await tellPerson(onBoth, hello, audienceOn([slack, teams]));

  expect([slack.read('sam'), teams.read('sam')]).toEqual([['Hello'], ['Hello']]);
});

test('a person who is known only on a chat that is not connected is not reached', async () => {
  await expect(tellPerson(someone('sam'), hello, audienceOn([createChat('teams')]))).rejects.toThrow(NobodyReached);
});

test('what a chat refuses in passing is said again', async () => {
  const slack = createChat('slack');
  slack.refuse(1, true);

  await say(help, hello, audienceOn([slack]));

  expect(slack.read('help')).toEqual(['Hello']);
});

test('what a chat refuses for good is not tried again', async () => {
  const slack = createChat('slack');
  slack.refuse(2, false);

  await expect(say(help, hello, audienceOn([slack]))).rejects.toThrow('refused');

  expect(slack.refused()).toBe(1);
});

test('a message that can not be rewritten stays as it is and stops nothing', async () => {
  const slack = createChat('slack');
  const parts = audienceOn([slack]);
  const refs = [await say(help, hello, parts), await say({ ...help, channel: 'desk' }, hello, parts)];
  slack.refuse(1, false);

  await rewrite([...refs, { place: { ...help, platform: 'gone' }, message: '1' }], { text: 'Goodbye' }, parts);

  expect([slack.read('help'), slack.read('desk')]).toEqual([['Hello'], ['Goodbye']]);
});

test('a customer is as desk.yaml names it now, and one that has gone is served no more', async () => {
  const renamed = { ...contoso, name: 'Contoso North' };
  const parts = audienceOn([], { customers: [renamed], people: [] });

  expect(await currentCustomer('contoso', parts)).toEqual(renamed);
  await expect(currentCustomer('fabrikam', parts)).rejects.toThrow('There is no customer fabrikam any more');
});

function someone(user: string, roles: Role[] = []): Person {
  const identities = [{ platform: 'slack', workspace: 'T1', user }];
  return { id: user, name: user, identities, roles: { contoso: roles } };
}
