import type { Message } from './card.ts';
import { cardFrom } from './expand.ts';
import { plain } from './plain.ts';

const card = cardFrom('help');

interface Help {
  readonly commands: readonly { readonly usage: string; readonly summary: string }[];
  readonly workflows: readonly { readonly title: string; readonly summary: string }[];
}

/** The commands, and what the bot can do by itself. */
export function helpMessage({ commands, workflows }: Help): Message {
  return {
    text: `Tell me in your own words what is wrong, or use ${commands.map(({ usage }) => plain(usage, 80)).join(', ')}.`,
    card: card({
      commands: commands.map(({ usage, summary }) => ({ usage: plain(usage, 80), summary: plain(summary, 160) })),
      heading: workflows.length > 0 ? ['What I can do for you'] : [],
      workflows: workflows.map(({ title, summary }) => ({ title: plain(title, 80), summary: plain(summary, 160) })),
    }),
  };
}
