import { describe, expect, test } from 'vitest';
import { isTooNewFor, type Link, longKnown, refusalOfLink, withLinks } from '../../../src/domain/link.ts';
import type { Identity, Person, Role } from '../../../src/domain/person.ts';
import { personOf, type Roster } from '../../../src/domain/roster.ts';

const slack = (user: string, workspace = 'T1'): Identity => ({ platform: 'slack', workspace, user });
const teams = (user: string): Identity => ({ platform: 'teams', workspace: 'tenant', user });
const sam = someone('sam', [slack('U1')], { contoso: ['approver'] });
const kim = someone('kim', [slack('U2'), teams('kim')], {});
const roster: Roster = { customers: [], people: [sam, kim] };
const link = (personId: string, identity: Identity, isNew = false): Link => ({ ...identity, personId, isNew });

describe('what people have proven', () => {
  test('counts as if desk.yaml said it, for them alone', () => {
    const linked = withLinks(roster, [link('sam', teams('sam'))]);

    expect(personOf(teams('sam'), 'S', linked).id).toBe('sam');
    expect(personOf(slack('U1'), 'S', linked).id).toBe('sam');
    expect(linked.people[1]).toEqual(kim);
  });

  test('does not count where desk.yaml knows them already, nor for somebody who has gone', () => {
    const linked = withLinks(roster, [link('kim', teams('other')), link('zoe', teams('zoe'))]);

    expect(linked.people).toEqual(roster.people);
  });

  test('and what desk.yaml says of somebody else makes nobody of whoever would be two', () => {
    const linked = withLinks(roster, [link('sam', teams('kim'))]);

    expect(personOf(teams('kim'), 'K', linked).roles).toEqual({});
    expect(personOf(teams('kim'), 'K', linked).id).toBe('teams:tenant:kim');
  });
});

describe('an identity that was proven lately', () => {
  const linked = (isNew: boolean) => personOf(teams('sam'), 'S', withLinks(roster, [link('sam', teams('sam'), isNew)]));

  test.each([
    ['read', false],
    ['routine', false],
    ['change', false],
    ['sensitive', true],
    ['critical', true],
  ] as const)('is too new to approve what is %s: %s', (risk, isTooNew) => {
    expect(isTooNewFor(risk, linked(true), teams('sam'))).toBe(isTooNew);
    expect(isTooNewFor(risk, linked(false), teams('sam'))).toBe(false);
  });

  test('is no other one that is asked about', () => {
    expect(isTooNewFor('critical', linked(true), teams('zoe'))).toBe(false);
  });

  test('is what somebody has not been known by for long', () => {
    expect(longKnown(linked(true)).identities).toEqual([slack('U1')]);
    expect(longKnown(linked(false)).identities).toEqual([slack('U1'), { ...teams('sam'), proven: 'long ago' }]);
    expect(longKnown(linked(true))).toMatchObject({ id: 'sam', roles: sam.roles });
  });

  test('does not make the others of the same person new', () => {
    expect(isTooNewFor('critical', linked(true), slack('U1'))).toBe(false);
  });
});

describe('a code', () => {
  const owner = { ...slack('U1'), personId: 'sam', customerId: 'contoso' };
  const kims = { ...slack('U2'), personId: 'kim', customerId: 'contoso' };

  test.each([
    ['links somebody nobody knows', owner, teams('sam'), 'contoso', undefined],
    ['links its owner, who needs no role where they asked', kims, slack('K3', 'T3'), 'contoso', undefined],
    ['changes nothing for its own writer', owner, slack('U1'), 'contoso', 'already'],
    ['takes nobody away from somebody else', owner, teams('kim'), 'contoso', 'taken'],
    ['gives nobody a second account in a workspace', owner, slack('U9'), 'contoso', 'has-one'],
    ['of somebody who has gone links nobody', { ...owner, personId: 'zoe' }, teams('zoe'), 'contoso', 'no-person'],
    ['does not cross to another customer', owner, teams('sam'), 'fabrikam', 'other-customer'],
    ['crosses where its owner has a role', { ...owner, customerId: 'fabrikam' }, teams('sam'), 'contoso', undefined],
    ['crosses to no customer with an odd name', owner, teams('sam'), 'constructor', 'other-customer'],
  ])('%s', (_, whose, through, customerId, why) => {
    expect(refusalOfLink(whose, through, customerId, roster)).toBe(why);
  });
});

function someone(id: string, identities: Identity[], roles: Record<string, Role[]>): Person {
  return { id, name: id, identities, roles };
}
