import type { Command } from 'commander';
import type { CommandDesk } from './open-desk.ts';
import { rewrapSecrets } from './secrets-rewrap.ts';
import { rotateSecrets } from './secrets-rotate.ts';
import { type AskedShred, shredSecrets } from './secrets-shred.ts';
import { showSecrets } from './secrets-status.ts';
import type { Terminal } from './terminal.ts';

interface Parts {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Ends with 1 where the work says that not all is well. */
  readonly onDesk: (json: boolean, work: (desk: CommandDesk) => Promise<boolean>) => Promise<void>;
}

/** The commands about what is sealed, and with which keys. None of them shows a secret. */
export function addSecrets(program: Command, { terminal, signal, onDesk }: Parts): void {
  const secrets = program.command('secrets').description('Look after the keys that everything sealed depends on.');

  secrets
    .command('status')
    .description('List the keys of all customers, what is sealed with them, and whether they open.')
    .option('--json', 'for programs', false)
    .action(({ json }: { json: boolean }) =>
      onDesk(json, async ({ secretKeys }) => showSecrets({ json }, { secretKeys, terminal })),
    );

  secrets
    .command('rotate')
    .description('Give a customer, or all of them, a new data key. What is sealed already still opens.')
    .option('--customer <id>', 'only this customer')
    .option('--json', 'for programs', false)
    .action((asked: { customer?: string; json: boolean }) =>
      onDesk(asked.json, async ({ secretKeys }) => rotateSecrets(asked, { secretKeys, terminal, signal })),
    );

  secrets
    .command('rewrap')
    .description('Move everything to the present master key and data keys, so that earlier master keys can go.')
    .option('--json', 'for programs', false)
    .action((asked: { json: boolean }) =>
      onDesk(asked.json, async ({ secretKeys }) => rewrapSecrets(asked, { secretKeys, terminal, signal })),
    );

  secrets
    .command('shred')
    .description('Delete the keys of a customer who has left, and all that is sealed with them.')
    .requiredOption('--customer <id>', 'whose')
    .option('--yes', 'do not ask before they are deleted', false)
    .option('--json', 'for programs', false)
    .action((asked: AskedShred) =>
      onDesk(asked.json, async ({ secretKeys }) => shredSecrets(asked, { secretKeys, terminal, signal })),
    );
}
