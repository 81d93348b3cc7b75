import type { Caller } from '../../src/desk/caller.ts';
import type { Person } from '../../src/domain/person.ts';

/** A person who does something now, on the first chat where they are known, and belongs there. */
export function calling(person: Person): Caller {
  const [through] = person.identities;
  if (!through) throw new Error(`${person.name} is known on no chat`);
  return { ...person, through, belonging: 'member' };
}
