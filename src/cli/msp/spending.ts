import type { Ticket } from '../../domain/ticket.ts';
import type { OpenClassifier } from './classifiers.ts';
import { CommandError } from './command-error.ts';
import type { Terminal } from './terminal.ts';

interface Parts {
  readonly yes: boolean;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Asks before money is spent, with how many tickets it is for and the most it may cost. */
export async function assertMaySpend(
  { paid }: Pick<OpenClassifier, 'paid'>,
  tickets: readonly Ticket[],
  { yes, terminal, signal }: Parts,
): Promise<void> {
  if (!paid || yes || tickets.length === 0) return;
  const most = paid.most(tickets);
  const cost = most === undefined ? 'what it costs is not known' : `at most ${dollars(most)}`;
  const what = `${paid.model} would judge ${tickets.length} ${tickets.length === 1 ? 'ticket' : 'tickets'}: ${cost}.`;
  if (!terminal.canAsk)
    throw new CommandError(
      `${what} Nobody is here to agree to that.`,
      'Add --yes to spend it, or name rules or offline.',
    );
  terminal.print(what);
  if (!(await terminal.ask('Spend it?', signal))) throw new CommandError('Nothing was spent.', 'Say yes to spend it.');
}

/** An amount in US dollars, as exact as it is small. */
export function dollars(amount: number): string {
  if (amount === 0) return '$0';
  return amount < 0.1 ? `$${amount.toPrecision(2)}` : `$${amount.toFixed(2)}`;
}
