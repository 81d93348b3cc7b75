import type { Message } from '../cards/card.ts';
import type { Sieve } from '../lib/secret-filter.ts';
import type { Ears } from './ears.ts';
import type { ChatPlatform } from './platform.ts';

/** The same chat, in which no live secret is ever said: whatever the desk says goes through here. */
export function guardedPlatform(platform: ChatPlatform, { cleanDeep }: Sieve): ChatPlatform {
  const { name, isInteractive } = platform;
  const conclude = platform.conclude?.bind(platform);
  const clean = ({ brings: _, ...message }: Message): Message => cleanDeep(message);
  return {
    ...{ name, isInteractive },
    post: (to, message) => platform.post(to, clean(message)),
    update: (ref, message) => platform.update(ref, clean(message)),
    whisper: (to, person, message) => platform.whisper(to, person, clean(message)),
    belonging: (person, place) => platform.belonging(person, place),
    direct: (person, { brings, ...message }) => platform.direct(person, cleanDeep(message, brings)),
    ...(conclude && {
      conclude: (to, { message, ...ending }) => conclude(to, { ...cleanDeep(ending), message: clean(message) }),
    }),
  };
}

/** The same ears, which hear no live secret: somebody may write one into a ticket, or type it on a card. */
export function guardedEars(ears: Ears, heard: Sieve, answered: Sieve): Ears {
  return {
    accept: (event) => ears.accept(heard.cleanDeep(event)),
    answer: async (event) => answered.cleanDeep(await ears.answer(heard.cleanDeep(event))),
  };
}
