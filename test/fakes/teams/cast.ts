import type { Actor } from '../chat.ts';

/** Somebody as Teams and Entra know them. */
export interface Member {
  readonly name: string;
  readonly tenant: string;
  readonly objectId: string;
  /** What Teams calls them towards this bot. */
  readonly teamsId: string;
}

export const contoso = '11111111-aaaa-4aaa-8aaa-111111111111';
export const fabrikam = '22222222-bbbb-4bbb-8bbb-222222222222';

export const cast: Readonly<Record<Actor, Member>> = {
  ada: member('Ada Martin', contoso, 'ada0'),
  sam: member('Sam Okafor', contoso, 'a550'),
  kim: member('Kim Diaz', contoso, 'c1a0'),
  tess: member('Tess Lind', contoso, '7e55'),
  otto: member('Otto Berg', contoso, '0770'),
  eve: member('Eve Stone', fabrikam, 'e7e0'),
};

export const actors: readonly Actor[] = ['ada', 'sam', 'kim', 'tess', 'otto', 'eve'];

function member(name: string, tenant: string, mark: string): Member {
  const objectId = `00000000-0000-4000-8000-00000000${mark}`;
  return { name, tenant, objectId, teamsId: `29:1-${mark}` };
}
