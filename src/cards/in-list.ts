import { plain } from './plain.ts';

/** Words in a list to choose from. Some chats read a choice as formatted text, where square brackets begin a link. */
export function inList(title: string): string {
  return plain(title.replace(/[[\]]/g, ' '), 70);
}
