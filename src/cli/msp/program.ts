import { Command } from 'commander';
import type { Registry } from '../../connectors/registry.ts';
import { loadWorkflows, WORKFLOWS } from '../../workflows/load.ts';
import { addAudit } from './audit/add-audit.ts';
import { callOperation } from './call.ts';
import { checkAll } from './check.ts';
import { checkBudgets } from './check-budgets.ts';
import { checkModel } from './check-model.ts';
import { checkTable } from './check-table.ts';
import { toldOf } from './command-error.ts';
import { addConfiguration } from './configuration.ts';
import { type AskedCost, showCosts } from './cost.ts';
import { listModels } from './models.ts';
import type { CommandDesk } from './open-desk.ts';
import { listOperations } from './operations.ts';
import { addPolicy } from './policy.ts';
import { type AskedReplay, replayTickets } from './replay.ts';
import { type AskedRun, runWorkflow } from './run.ts';
import { addSecrets } from './secrets.ts';
import { inJson, type Terminal } from './terminal.ts';
import { addUnderstanding } from './understanding.ts';

type RunOptions = Omit<AskedRun, 'workflow' | 'inputs'> & { readonly input: readonly string[] };

function gathered(one: string, before: readonly string[]): string[] {
  return [...before, one];
}

interface Parts {
  readonly terminal: Terminal;
  readonly open: () => Promise<CommandDesk>;
  /** What can be called, without anybody being reached. */
  readonly operations: () => Registry;
  readonly signal: AbortSignal;
}

/** Runs one command line, and answers with its exit code: 0 when all is well. */
export async function runCommand(
  args: readonly string[],
  { terminal, open, operations, signal }: Parts,
): Promise<number> {
  let exitCode = 0;
  /** Failures are told in the form that was asked for. */
  const told = async (json: boolean, work: () => Promise<void> | void) => {
    try {
      await work();
    } catch (error) {
      exitCode = 1;
      const failure = toldOf(signal.aborted ? new Error('Stopped.') : error);
      const { message, remedy } = failure;
      if (json) terminal.print(inJson({ ok: false, error: failure }));
      else terminal.complain(remedy ? `${message}\n→ ${remedy}` : message);
    }
  };
  const onDesk = async (json: boolean, work: (desk: CommandDesk) => Promise<void>) =>
    told(json, async () => {
      await using desk = await open();
      await work(desk);
    });

  const program = new Command('msp')
    .description('Looks after the connections of MSP Command Center, and calls what it can do.')
    .showHelpAfterError('"msp --help" lists what there is.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.complain(text.trimEnd()),
    });

  program
    .command('check')
    .description('Test the connections of desk.yaml without changing anything.')
    .option('--customer <id>', 'only this customer')
    .option('--json', 'for programs', false)
    .action(({ customer, json }: { customer?: string; json: boolean }) =>
      onDesk(json, async ({ deskFile, registry, connections, model: asked, spendings }) => {
        const [checked, model] = await Promise.all([
          checkAll(customer, { connectors: registry.connectors, deskFile, connections, signal }),
          customer === undefined && asked ? checkModel(asked, signal) : undefined,
        ]);
        const { customers } = await deskFile.roster();
        const named = customers.filter(({ id }) => checked.some((one) => one.id === id));
        const budgets = await checkBudgets(named, spendings, new Date());
        const isReached = [...checked.flatMap((one) => one.connections), model].every((one) => one?.result !== 'red');
        const ok = isReached && budgets.every((budget) => budget.ok);
        terminal.print(json ? inJson({ ok, customers: checked, model, budgets }) : checkTable(checked, model, budgets));
        if (!ok) exitCode = 1;
      }),
    );

  program
    .command('call')
    .description('Call one operation for a customer, as the desk would.')
    .argument('<operation>', 'e.g. graph.getUser')
    .requiredOption('--customer <id>', 'for whom')
    .requiredOption('--input <json>', 'what it is called with')
    .option('--dry-run', 'show what would be sent, and send nothing', false)
    .option('--yes', 'do not ask before something is changed', false)
    .option('--json', 'for programs', false)
    .action(
      (operation: string, options: { customer: string; input: string; dryRun: boolean; yes: boolean; json: boolean }) =>
        onDesk(options.json, async ({ deskFile, registry, connections, change }) => {
          const roster = await deskFile.roster();
          await callOperation(
            { operation, ...options },
            {
              roster,
              registry,
              change,
              terminal,
              signal,
              async hosts(customer, { connector }) {
                const reach = await connections.reach(customer, connector);
                return reach ? connector.hosts(reach.connection) : [];
              },
            },
          );
        }),
    );

  program
    .command('run')
    .description('See what a workflow would do for a customer, found out by looking alone.')
    .argument('<workflow>', 'e.g. reset-password')
    .requiredOption('--customer <id>', 'for whom')
    .option('--input <name=value>', 'what it has to know; once for each', gathered, [])
    .option('--dry-run', 'only look, and change nothing', false)
    .option('--json', 'for programs', false)
    .action((workflow: string, { input: inputs, ...options }: RunOptions) =>
      onDesk(options.json, async ({ deskFile, registry }) => {
        const [roster, workflows] = await Promise.all([deskFile.roster(), loadWorkflows(WORKFLOWS, registry)]);
        const now = () => new Date();
        const means = { roster, policyFor: deskFile.policy, registry, workflows, terminal, now, signal };
        await runWorkflow({ workflow, inputs, ...options }, means);
      }),
    );

  program
    .command('replay')
    .description(
      'Take past tickets through a changed workflow, or have another classifier read them. No system is called.',
    )
    .argument('[file]', 'the changed workflow file')
    .option('--classifier <name>', 'instead of a file: rules, local, offline, openai, anthropic or model')
    .option('--against <name>', 'the classifier it is compared with', 'offline')
    .option('--customer <id>', 'only the tickets of this customer')
    .option('--since <day>', 'a day such as 2026-11-01, or how long ago', '30d')
    .option('--yes', 'do not ask before money is spent', false)
    .option('--json', 'for programs', false)
    .action((file: string | undefined, options: Omit<AskedReplay, 'file'>) =>
      onDesk(options.json, async ({ deskFile, registry, classifiers, past }) => {
        const [roster, workflows] = await Promise.all([deskFile.roster(), loadWorkflows(WORKFLOWS, registry)]);
        const now = () => new Date();
        const means = {
          ...(await past()),
          roster,
          policyFor: deskFile.policy,
          registry,
          workflows,
          classifiers,
          terminal,
          now,
          signal,
        };
        await replayTickets({ ...(file === undefined ? {} : { file }), ...options }, means);
      }),
    );

  addAudit(program, { terminal, told, onDesk, endWith: (code) => (exitCode = code) });
  addUnderstanding(program, { terminal, signal, onDesk });
  addConfiguration(program, { terminal, onDesk, told });
  addSecrets(program, {
    terminal,
    signal,
    onDesk: (json, work) =>
      onDesk(json, async (desk) => {
        if (!(await work(desk))) exitCode = 1;
      }),
  });
  addPolicy(program, { terminal, onDesk });

  program
    .command('cost')
    .description('Show what understanding tickets with a language model has cost, by customer.')
    .option('--customer <id>', 'only this customer')
    .option('--month <month>', 'a month such as 2026-11; this one by default')
    .option('--json', 'for programs', false)
    .action((asked: AskedCost) =>
      onDesk(asked.json, async ({ deskFile, spendings }) => {
        await showCosts(asked, { roster: await deskFile.roster(), spendings, terminal, now: () => new Date() });
      }),
    );

  program
    .command('operations')
    .description('List everything that can be called.')
    .option('--json', 'for programs', false)
    .action(({ json }: { json: boolean }) => told(json, () => listOperations(operations(), { json }, terminal)));

  program
    .command('models')
    .description('List the language models that the key of the settings may ask.')
    .option('--json', 'for programs', false)
    .action(({ json }: { json: boolean }) =>
      onDesk(json, ({ model }) => listModels({ json }, { model, terminal, signal })),
    );

  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number')) throw error;
    exitCode = error.exitCode;
  }
  return exitCode;
}
