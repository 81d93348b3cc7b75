import type { Registry } from '../../connectors/registry.ts';
import { type Compared, compareBeliefs } from '../../desk/compare-beliefs.ts';
import type { Roster } from '../../domain/roster.ts';
import type { Workflow } from '../../domain/workflow.ts';
import type { Tickets } from '../../store/tickets.ts';
import { type ClassifierName, type Classifiers, classifierNamed } from './classifiers.ts';
import { inColumns } from './operations.ts';
import { assertMaySpend, tellTroubles } from './spending.ts';
import { inJson, type Terminal } from './terminal.ts';

/** What somebody asked for: two classifiers by name, and which tickets they read. */
export interface AskedComparison {
  readonly classifier: string;
  readonly against: string;
  readonly customerId: string | undefined;
  readonly since: Date;
  readonly yes: boolean;
  readonly json: boolean;
}

interface Parts {
  readonly tickets: Pick<Tickets, 'since'>;
  readonly roster: Roster;
  readonly workflows: readonly Workflow[];
  readonly classifiers: Classifiers;
  readonly registry: Pick<Registry, 'find'>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** `msp replay --classifier`: past tickets as two classifiers understand them, compared. No system is called. */
export async function replayBeliefs(asked: AskedComparison, parts: Parts): Promise<void> {
  const { tickets, roster, terminal, signal } = parts;
  const names = { one: classifierNamed(asked.classifier), other: classifierNamed(asked.against) };
  const customers = roster.customers.filter(({ id }) => asked.customerId === undefined || id === asked.customerId);
  const past = (await tickets.since(asked.since, asked.customerId)).filter(({ ticket }) =>
    customers.some(({ id }) => id === ticket.customerId),
  );
  const read = past.filter(({ ticket }) => !ticket.command);
  const one = await parts.classifiers[names.one](customers);
  const other = await parts.classifiers[names.other](customers);
  for (const opened of [one, other]) {
    await assertMaySpend(
      opened,
      read.map(({ ticket }) => ticket),
      { ...asked, ...parts },
    );
  }

  const compared: Compared[] = [];
  for (const line of read) {
    signal.throwIfAborted();
    const customer = customers.find(({ id }) => id === line.ticket.customerId);
    if (!customer) continue;
    compared.push(await compareBeliefs(line, customer, parts, { one: one.classify, other: other.classify }));
  }
  for (const opened of [one, other]) tellTroubles(opened, terminal);
  const summary = { ...summaryOf(compared), commands: past.length - read.length };
  terminal.print(
    asked.json ? inJson({ classifiers: names, tickets: compared, summary }) : inWords(names, compared, summary),
  );
}

type Names = Readonly<Record<'one' | 'other', ClassifierName>>;
type Summary = ReturnType<typeof summaryOf> & { readonly commands: number };

function summaryOf(compared: readonly Compared[]) {
  const of = (what: Compared['differs'][number]) => compared.filter(({ differs }) => differs.includes(what)).length;
  const corrected = compared.filter((ticket) => ticket.corrected !== null);
  const right = (which: 'one' | 'other') =>
    corrected.filter((ticket) => ticket[which].category === ticket.corrected).length;
  return {
    tickets: compared.length,
    different: compared.filter(({ differs }) => differs.length > 0).length,
    category: of('category'),
    workflow: of('workflow'),
    inputs: of('inputs'),
    missing: of('missing'),
    corrected: corrected.length,
    right: { one: right('one'), other: right('other') },
  };
}

function inWords({ one, other }: Names, compared: readonly Compared[], summary: Summary): string {
  const { tickets, different, category, workflow, inputs, missing, corrected, right, commands } = summary;
  const counts = Object.entries({ category, workflow, inputs, missing }).flatMap(([what, count]) =>
    count > 0 ? [`${what} ${count}`] : [],
  );
  return [
    ...compared.filter(({ differs }) => differs.length > 0).map((ticket) => lines({ one, other }, ticket)),
    `${different} of ${tickets} tickets would be understood another way${counts.length > 0 ? `: ${counts.join(', ')}` : ''}.`,
    ...(corrected > 0
      ? [
          `Of the ${corrected} whose category somebody corrected, ${one} is right about ${right.one}, ${other} about ${right.other}.`,
        ]
      : []),
    ...(commands > 0 ? [`${commands} named their workflow themselves, and there was nothing to understand.`] : []),
  ].join('\n');
}

function lines(names: Names, { ticket, subject, corrected, differs, one, other }: Compared): string {
  const row = (name: string, belief: Compared['one']) => [
    `  ${name}`,
    `${belief.category} ${belief.confidence}`,
    `→ ${belief.workflow}${belief.missing.length > 0 ? `, asks for ${belief.missing.join(', ')}` : ''}`,
    differs.includes('inputs') ? shown(belief.inputs) : '',
  ];
  const really = corrected ? [['  really', corrected]] : [];
  const title = subject.length > 80 ? `${subject.slice(0, 79)}…` : subject;
  return `${ticket} ${title}\n${inColumns([row(names.one, one), row(names.other, other), ...really])}`;
}

function shown(inputs: Readonly<Record<string, string>>): string {
  return Object.entries(inputs)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
