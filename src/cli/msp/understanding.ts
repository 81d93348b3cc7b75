import type { Command } from 'commander';
import { loadWorkflows, WORKFLOWS } from '../../workflows/load.ts';
import { CommandError } from './command-error.ts';
import { type AskedEval, evaluate } from './eval.ts';
import { forget } from './forget.ts';
import { type AskedLearn, learn } from './learn.ts';
import { listLessons } from './lessons.ts';
import type { CommandDesk } from './open-desk.ts';
import type { Terminal } from './terminal.ts';

interface Parts {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly onDesk: (json: boolean, work: (desk: CommandDesk) => Promise<void>) => Promise<void>;
}

type EvalOptions = Omit<AskedEval, 'file'>;
type LearnOptions = Omit<AskedLearn, 'file'> & { readonly forget: boolean; readonly yes: boolean };

/** The commands about how tickets are understood. */
export function addUnderstanding(program: Command, { terminal, signal, onDesk }: Parts): void {
  program
    .command('eval')
    .description('Measure a classifier on tickets whose category you know.')
    .argument('<file>', 'JSON lines or CSV, with text (or subject, body), category and perhaps alt')
    .option('--classifier <name>', 'rules, local, offline, openai, anthropic or model', 'offline')
    .option('--customer <id>', 'with what this customer has taught, and at its expense')
    .option('--yes', 'do not ask before money is spent', false)
    .option('--json', 'for programs', false)
    .action((file: string, options: EvalOptions) =>
      onDesk(options.json, async ({ deskFile, registry, classifiers, learning }) => {
        const [roster, workflows] = await Promise.all([deskFile.roster(), loadWorkflows(WORKFLOWS, registry)]);
        const lessons = async () => (await learning()).lessons;
        await evaluate({ file, ...options }, { roster, workflows, classifiers, lessons, terminal, signal });
      }),
    );

  program
    .command('learn')
    .description("Teach a customer's model what tickets really are.")
    .argument('[file]', 'JSON lines or CSV, with text (or subject, body) and category')
    .requiredOption('--customer <id>', 'whose tickets they are')
    .option('--dry-run', 'say what it would be worth, and keep nothing', false)
    .option('--forget', 'take away all that was taught for this customer', false)
    .option('--yes', 'do not ask before anything is forgotten', false)
    .option('--json', 'for programs', false)
    .action((file: string | undefined, options: LearnOptions) =>
      onDesk(options.json, async ({ deskFile, registry, learning }) => {
        const wanted = wantedOf(file, options);
        const roster = await deskFile.roster();
        if (wanted === 'forget') return forget(options, { roster, learning, terminal, signal });
        const workflows = await loadWorkflows(WORKFLOWS, registry);
        await learn({ file: wanted.file, ...options }, { roster, workflows, learning, terminal, signal });
      }),
    );

  program
    .command('lessons')
    .description('List what was taught for a customer.')
    .requiredOption('--customer <id>', 'for whom')
    .option('--json', 'for programs', false)
    .action((options: { customer: string; json: boolean }) =>
      onDesk(options.json, async ({ deskFile, learning }) =>
        listLessons(options, { roster: await deskFile.roster(), learning, terminal }),
      ),
    );
}

function wantedOf(file: string | undefined, { forget, dryRun }: LearnOptions): 'forget' | { readonly file: string } {
  if (forget && (file !== undefined || dryRun))
    throw new CommandError('--forget takes neither a file nor --dry-run.', 'Forget first, then learn from the file.');
  if (forget) return 'forget';
  if (file !== undefined) return { file };
  throw new CommandError('There is nothing to learn from.', 'Name a file, or take away what was taught with --forget.');
}
