import { plain } from '../../cards/plain.ts';
import { costIn, monthOf, type Spendings } from '../../desk/cost.ts';
import type { ModelCost } from '../../domain/model-cost.ts';
import type { Roster } from '../../domain/roster.ts';
import { inDollars } from '../../lib/dollars.ts';
import { CommandError } from './command-error.ts';
import { customerNamed } from './customer.ts';
import { inColumns } from './operations.ts';
import { inJson, type Terminal } from './terminal.ts';

/** What somebody asked for. */
export interface AskedCost {
  readonly customer?: string;
  /** Such as 2026-11; by default the month of now. */
  readonly month?: string;
  readonly json: boolean;
}

interface Parts {
  readonly roster: Roster;
  readonly spendings: Spendings;
  readonly terminal: Terminal;
  readonly now: () => Date;
}

/** `msp cost`: what understanding tickets has cost each customer in a month, and all of them together. */
export async function showCosts(asked: AskedCost, { roster, spendings, terminal, now }: Parts): Promise<void> {
  const month = asked.month === undefined ? monthOf(now()) : monthIn(asked.month);
  const only = asked.customer === undefined ? undefined : customerNamed(asked.customer, roster);
  const used = await spendings.usage.during(month, only?.id);
  const gone = used.flatMap(({ customerId }) =>
    customerId !== null && !roster.customers.some(({ id }) => id === customerId) ? [customerId] : [],
  );
  const customers = [
    ...(only ? [only] : roster.customers),
    ...[...new Set(gone)].map((id) => ({ id, name: `${id} (not in desk.yaml any more)`, classification: undefined })),
  ].map(({ id, name, classification }) => ({ id, name, ...costIn(used, id, classification?.budget) }));
  const total = only ? undefined : costIn(used, null, spendings.budget);
  const { model } = spendings;

  if (asked.json)
    terminal.print(
      inJson({
        month,
        model: model ?? null,
        customers: customers.map(inNumbers),
        ...(total && { total: inNumbers(total) }),
      }),
    );
  else terminal.print(table(month, model, customers, total));
}

function monthIn(written: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(written)) return written;
  throw new CommandError(`"${written}" is no month.`, 'Write one such as 2026-11.');
}

/** Programs get numbers; eight digits of a dollar come through unharmed. */
function inNumbers({ spent, models, ...cost }: ModelCost) {
  return {
    ...cost,
    spent: Number(spent),
    models: models.map(({ cost: of, ...model }) => ({ ...model, cost: Number(of) })),
  };
}

type Line = ModelCost & { readonly id: string; readonly name: string };

function table(
  month: string,
  model: string | undefined,
  customers: readonly Line[],
  total: ModelCost | undefined,
): string {
  const head = ['customer', 'spent', 'budget', 'used', 'tickets', 'calls', 'from memory'];
  const rows = customers.map((line) => [plain(line.name, 60), ...cells(line)]);
  const all = total ? [['all together', ...cells(total)]] : [];
  return [
    `What language models cost in ${month}, by the months of UTC`,
    inColumns([head, ...rows, ...all]),
    ...byModel((total ?? customers[0])?.models ?? []),
    ...notes(model, customers),
  ].join('\n\n');
}

function cells({ spent, budget, share, tickets, calls, spared, isEstimate }: ModelCost): string[] {
  return [
    `${isEstimate ? '~' : ''}${inDollars(spent)}`,
    budget === undefined ? 'none' : inDollars(budget),
    share === undefined ? '' : `${share} %`,
    ...[tickets, calls, spared].map((count) => count.toLocaleString('en')),
  ];
}

function byModel(models: ModelCost['models']): string[] {
  if (models.length === 0) return [];
  const head = ['model', 'spent', 'calls', 'tokens in', 'cached', 'out'];
  return [
    inColumns([
      head,
      ...models.map(({ model, cost, isEstimate, calls, input, cached, output }) => [
        plain(model, 60),
        `${isEstimate ? '~' : ''}${inDollars(cost)}`,
        ...[calls, input, cached, output].map((count) => count.toLocaleString('en')),
      ]),
    ]),
  ];
}

function notes(model: string | undefined, customers: readonly Line[]): string[] {
  const unknown = customers.flatMap(({ models }) => models.flatMap((line) => (line.isEstimate ? [line.model] : [])));
  return [
    ...(unknown.length > 0
      ? [
          `~ is an estimate, of ${[...new Set(unknown)].map((name) => plain(name, 60)).join(', ')}: a price that is not known counts as the dearest, and a call that has not ended with the most it can cost.\n→ Set the price with MSP_MODEL_PRICE.`,
        ]
      : []),
    model === undefined
      ? 'No language model is asked now: MSP_MODEL is off.'
      : `The model that is asked now: ${plain(model, 60)}.`,
  ];
}
