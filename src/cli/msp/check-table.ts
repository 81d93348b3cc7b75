import { plain } from '../../cards/plain.ts';
import type { Finding } from '../../connectors/connector.ts';
import type { Checked, CheckedCustomer } from './check.ts';
import type { CheckedModel } from './check-model.ts';
import { inColumns } from './operations.ts';

const looks = { green: '✓', yellow: '!', red: '✗', demo: '○' } satisfies Record<
  (Checked | CheckedModel)['result'],
  string
>;
/** More of what a vendor says would only roll by. */
const MOST = 600;

/** What a check has found, for a glance: what is red comes with what to do about it. */
export function checkTable(
  customers: readonly CheckedCustomer[],
  model: CheckedModel | undefined,
  budgets: readonly Finding[],
): string {
  const parts = [
    ...customers.map(customerPart),
    ...(model ? [modelPart(model)] : []),
    ...budgets.map(budgetPart),
    summary(customers),
  ];
  return parts.join('\n\n');
}

function modelPart(model: CheckedModel): string {
  const { title, name, result, findings } = model;
  const found = result === 'green' ? `${findings.length} checks, all well` : 'not all well';
  return ['Language model', `  ${looks[result]} ${title}  ${name}  ${found}`, ...troubles(model, looks[result])].join(
    '\n',
  );
}

function budgetPart({ what, ok, remedy = '' }: Finding): string {
  return `${ok ? looks.yellow : looks.red} ${plain(what, MOST)}\n  → ${plain(remedy, MOST)}`;
}

function customerPart({ id, name, connections }: CheckedCustomer): string {
  const tested = connections.filter(({ result }) => result !== 'demo');
  const demo = connections.filter(({ result }) => result === 'demo');
  const rows = inColumns(
    tested.map((checked) => [`  ${looks[checked.result]} ${checked.title}`, checked.mode, counted(checked)]),
  );
  const lines = tested.flatMap((checked, index) => [rows.split('\n')[index] ?? '', ...troubles(checked)]);
  const simulated =
    demo.length > 0 ? [`  ${looks.demo} in demo mode: ${demo.map(({ title }) => title).join(', ')}`] : [];
  return [`${plain(name, MOST)} (${id})`, ...lines, ...simulated].join('\n');
}

function counted({ findings, result, where }: Checked): string {
  const red = findings.filter(({ ok }) => !ok).length;
  return result === 'green'
    ? `${findings.length} checks, all well`
    : `${red} of ${findings.length} checks not well, ${where}`;
}

function troubles({ findings }: Pick<Checked, 'findings'>, look: string = looks.red): string[] {
  return findings
    .filter(({ ok }) => !ok)
    .flatMap(({ what, remedy }) => [
      `      ${look} ${plain(what, MOST)}`,
      ...(remedy ? [`        → ${plain(remedy, MOST)}`] : []),
    ]);
}

function summary(customers: readonly CheckedCustomer[]): string {
  const tested = customers.flatMap(({ connections }) => connections).filter(({ result }) => result !== 'demo');
  const red = tested.filter(({ result }) => result === 'red').length;
  if (tested.length === 0)
    return 'Nothing is connected, so everything is in demo mode. docs/customers.md says how to connect.';
  if (red === 0)
    return tested.length === 1 ? 'The one connection is well.' : `All ${tested.length} connections are well.`;
  return `${red} of ${tested.length} connections ${red === 1 ? 'needs' : 'need'} somebody.`;
}
