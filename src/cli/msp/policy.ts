import { type Command, Option } from 'commander';
import { Proof } from '../../policy/facts.ts';
import { shortfallsOf } from '../../policy/shortfalls.ts';
import { customerNamed } from './customer.ts';
import { type AskedWhy, explainRequest } from './explain-policy.ts';
import type { CommandDesk } from './open-desk.ts';
import { rulesTable } from './policy-tables.ts';
import { inJson, type Terminal } from './terminal.ts';

interface Parts {
  readonly terminal: Terminal;
  readonly onDesk: (json: boolean, work: (desk: CommandDesk) => Promise<void>) => Promise<void>;
}

function gathered(one: string, before: readonly string[]): string[] {
  return [...before, one];
}

/** The commands about what requests have to satisfy. */
export function addPolicy(program: Command, { terminal, onDesk }: Parts): void {
  const policy = program.command('policy').description('See what requests have to satisfy, and which rule says so.');

  policy
    .command('show')
    .description('List every rule that is in force.')
    .option('--customer <id>', 'with the rules of this customer')
    .option('--json', 'for programs', false)
    .action(({ customer: id, json }: { customer?: string; json: boolean }) =>
      onDesk(json, async ({ deskFile }) => {
        const roster = await deskFile.roster();
        const customer = id === undefined ? undefined : customerNamed(id, roster);
        const inForce = await deskFile.policy(customer?.id ?? '');
        const shortfalls = customer ? shortfallsOf(inForce, customer, roster) : [];
        terminal.print(json ? inJson({ ok: true, ...inForce, shortfalls }) : rulesTable(inForce, shortfalls));
      }),
    );

  policy
    .command('explain')
    .description('Tell what a request would have to satisfy, and which rule decided. What you leave out is not known.')
    .argument('[request]', 'a JSON file with what is known, or the JSON itself')
    .option('--customer <id>', 'for whom')
    .option('--operation <name>', 'what is called; once for each', gathered, [])
    .option('--targets <number>', 'how many accounts or devices it is about')
    .addOption(new Option('--privileged <answer>', 'whether one holds an admin role').choices(['yes', 'no']))
    .addOption(new Option('--proof <proof>', 'how it is proven who asks').choices(Proof.options))
    .option('--at <time>', "when it is asked, for the customer's hours")
    .option('--earlier <number>', 'how often the like was done already, of whatever is counted')
    .option('--json', 'for programs', false)
    .action((request: string | undefined, options: Omit<AskedWhy, 'request'>) =>
      onDesk(options.json, ({ deskFile, registry }) =>
        explainRequest({ ...(request === undefined ? {} : { request }), ...options }, { deskFile, registry, terminal }),
      ),
    );
}
