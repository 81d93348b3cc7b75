import type { Person, Role } from '../domain/person.ts';
import type { Roster } from '../domain/roster.ts';

/** Where the terminal's chat happens. */
const HERE = { platform: 'terminal', workspace: 'terminal' };

/** Who is there before anybody has set anything up: a customer to try things with, and a cast to play. */
export const firstRoster: Roster = {
  customers: [{ id: 'contoso', name: 'Contoso', chats: [HERE], desk: [{ ...HERE, channel: 'desk' }], modes: {} }],
  people: [
    castMember('ada', 'Ada Marsh', []),
    castMember('sam', 'Sam Rivera', ['approver', 'admin']),
    castMember('kim', 'Kim Osei', ['approver', 'admin']),
    castMember('tess', 'Tess Lindqvist', ['technician']),
    castMember('noa', 'Noa Brandt', ['auditor']),
  ],
};

function castMember(user: string, name: string, roles: Role[]): Person {
  return { id: user, name, account: `${user}@contoso.com`, identities: [{ ...HERE, user }], roles: { contoso: roles } };
}
