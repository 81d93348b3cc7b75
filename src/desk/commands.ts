import type { TicketCommand } from '../domain/ticket.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { GivenInputs } from '../workflows/gather.ts';
import { looksLikeCode } from './link-code.ts';

/** What somebody wants when they write to the bot. */
export type Wish =
  | { readonly kind: 'help' }
  | { readonly kind: 'status'; readonly ticketId?: string }
  | { readonly kind: 'cost' }
  | { readonly kind: 'ticket'; readonly text: string; readonly command?: TicketCommand }
  | { readonly kind: 'bulk'; readonly text: string }
  | { readonly kind: 'undo'; readonly ticketId: string }
  | { readonly kind: 'break-glass'; readonly reason: string }
  | { readonly kind: 'correct'; readonly ticketId: string; readonly category: string }
  /** Without a code, one is wished for. */
  | { readonly kind: 'link'; readonly code?: string }
  | { readonly kind: 'unlink' }
  | { readonly kind: 'dry-run'; readonly command: TicketCommand }
  /** A command without what it is about. */
  | { readonly kind: 'incomplete'; readonly word: string }
  | { readonly kind: 'unknown'; readonly word: string };

const slash = /^\/msp\b\s*/i;

/** Reads what was written: a command, with or without `/msp`, or a ticket in somebody's own words. */
export function wishOf(text: string, workflows: readonly Workflow[]): Wish {
  const trimmed = text.trim();
  const isCommand = slash.test(trimmed);
  const said = trimmed.replace(slash, '');
  const [word = '', ...rest] = said.split(/\s+/);
  const argument = said.slice(word.length).trim();

  if (word === '' || (word.toLowerCase() === 'help' && (isCommand || rest.length === 0))) return { kind: 'help' };
  if (word.toLowerCase() === 'status' && rest.length <= 1) {
    return rest[0] ? { kind: 'status', ticketId: rest[0] } : { kind: 'status' };
  }
  if (word.toLowerCase() === 'cost' && rest.length === 0) return { kind: 'cost' };
  if (word.toLowerCase() === 'unlink' && rest.length === 0) return { kind: 'unlink' };
  if (word.toLowerCase() === 'link' && (isCommand || rest.length === 0 || looksLikeCode(argument))) {
    return argument ? { kind: 'link', code: argument } : { kind: 'link' };
  }
  if (isCommand && word.toLowerCase() === 'ticket') {
    return argument ? { kind: 'ticket', text: argument } : { kind: 'help' };
  }
  if (isCommand && rest.length === 0 && ['dry-run', 'bulk', 'undo'].includes(word.toLowerCase())) {
    return { kind: 'incomplete', word: word.toLowerCase() };
  }
  if (isCommand && word.toLowerCase() === 'dry-run') {
    const command = commandIn(argument, workflows);
    return command ? { kind: 'dry-run', command } : { kind: 'unknown', word: said };
  }
  if (isCommand && word.toLowerCase() === 'bulk') return { kind: 'bulk', text: argument };
  if (isCommand && word.toLowerCase() === 'break-glass') return { kind: 'break-glass', reason: argument };
  if (isCommand && word.toLowerCase() === 'undo') return { kind: 'undo', ticketId: rest[0] ?? '' };
  if (isCommand && word.toLowerCase() === 'correct') {
    return { kind: 'correct', ticketId: rest[0] ?? '', category: rest.slice(1).join(' ') };
  }
  const command = commandIn(said, workflows);
  if (command) return { kind: 'ticket', text: said, command };
  return isCommand ? { kind: 'unknown', word } : { kind: 'ticket', text: trimmed };
}

/** A workflow's name and what follows it. */
function commandIn(said: string, workflows: readonly Workflow[]): TicketCommand | undefined {
  const [word = ''] = said.split(/\s+/);
  const workflow = commandable(workflows).find(({ name }) => name === word.toLowerCase());
  return workflow && { workflow: workflow.name, inputs: inputsOf(workflow, said.slice(word.length).trim()) };
}

/** Workflows that can be asked for by name: those that take an input from a command. */
function commandable(workflows: readonly Workflow[]): Workflow[] {
  return workflows.filter(({ inputs }) => Object.values(inputs).some(({ from }) => from.includes('command')));
}

/** The commands, as help lists them. */
export function usages(workflows: readonly Workflow[]): { readonly usage: string; readonly summary: string }[] {
  return [
    { usage: '/msp ticket <what is wrong>', summary: 'Open a ticket in your own words' },
    ...commandable(workflows).map((workflow) => ({
      usage: `/msp ${workflow.name} ${commandInputs(workflow)
        .map(([name]) => `<${name}>`)
        .join(' ')}`,
      summary: workflow.title,
    })),
    { usage: '/msp dry-run <workflow> …', summary: 'See what a workflow would do (technicians)' },
    { usage: '/msp bulk <workflow> <target>, <target>, …', summary: 'Ask the same for many at once (technicians)' },
    { usage: '/msp undo <ticket>', summary: 'Take back what a ticket changed, within the hour' },
    { usage: '/msp correct <ticket> <category>', summary: 'Say what a ticket really is (technicians and approvers)' },
    { usage: '/msp status [ticket]', summary: 'See where your tickets are' },
    { usage: '/msp break-glass <reason>', summary: 'Ask for an emergency of an hour (admins, two of them)' },
    { usage: '/msp cost', summary: 'See what the language model costs (technicians, approvers, admins)' },
    { usage: '/msp link [code]', summary: 'Be the same person on another chat' },
    { usage: '/msp unlink', summary: 'Take back what /msp link has connected' },
    { usage: '/msp help', summary: 'See this list' },
  ];
}

/** How one of them is written, and what for. */
export function usageOf(word: string, workflows: readonly Workflow[]): string {
  const found = usages(workflows).find(({ usage }) => usage.split(' ')[1] === word);
  return found ? `${found.usage} – ${found.summary}` : '/msp help – See what I know';
}

/** One word for each input; the last one takes the rest. */
function inputsOf(workflow: Workflow, argument: string): Record<string, string> {
  const words = argument.split(/\s+/).filter(Boolean);
  const names = commandInputs(workflow).map(([name]) => name);
  return Object.fromEntries(
    names.flatMap((name, index) => {
      const value = index === names.length - 1 ? words.slice(index).join(' ') : words[index];
      return value ? [[name, value]] : [];
    }),
  );
}

/** What to type so that a workflow starts with these inputs; what is not known is left as a word to replace. */
export function commandFor(workflow: Workflow, inputs: GivenInputs): string | undefined {
  const names = commandInputs(workflow).map(([name]) => name);
  if (names.length === 0) return undefined;
  return ['/msp', workflow.name, ...names.map((name) => inputs[name]?.value ?? `<${name}>`)].join(' ');
}

function commandInputs({ inputs }: Workflow) {
  return Object.entries(inputs).filter(([, { from }]) => from.includes('command'));
}
