import type { Ticket } from '../../domain/ticket.ts';
import { inDollars } from '../../lib/dollars.ts';
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
  const most = inDollars(await paid.most(tickets));
  const guess = paid.isEstimate ? ' Its own price is not known, so the dearest one stands for it.' : '';
  const count = tickets.length === 1 ? '1 ticket' : `${tickets.length} tickets`;
  const what = `${paid.model} would judge ${count}, and that costs ${most} at most.${guess}`;
  if (!terminal.canAsk)
    throw new CommandError(
      `${what} Nobody is here to agree to that.`,
      'Add --yes to spend it, or name rules or offline.',
    );
  terminal.print(what);
  if (!(await terminal.ask('Spend it?', signal))) throw new CommandError('Nothing was spent.', 'Say yes to spend it.');
}

/** Tells of what kept a language model from answering. */
export function tellTroubles({ paid }: Pick<OpenClassifier, 'paid'>, terminal: Terminal): void {
  for (const trouble of paid?.troubles() ?? []) terminal.complain(trouble);
}
