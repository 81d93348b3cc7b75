import type { Command } from 'commander';
import { exportConfiguration } from './export.ts';
import { type AskedImport, importConfiguration } from './import.ts';
import type { CommandDesk } from './open-desk.ts';
import { readPassphrase } from './passphrase.ts';
import type { Terminal } from './terminal.ts';

interface Parts {
  readonly terminal: Terminal;
  readonly onDesk: (json: boolean, work: (desk: CommandDesk) => Promise<void>) => Promise<void>;
  readonly told: (json: boolean, work: () => Promise<void>) => Promise<void>;
}

/** The commands that take a deployment's configuration from one machine to another. */
export function addConfiguration(program: Command, { terminal, onDesk, told }: Parts): void {
  program
    .command('export')
    .description('Write down how this desk is set up, without any secret, or with the secrets locked up.')
    .option('--passphrase-file <file>', 'lock the secrets up with the passphrase in this file; - reads it from a pipe')
    .option('--with-master-key', 'lock the master key up too', false)
    .option('--output <file>', 'a new file, instead of printing it')
    .action((asked: { passphraseFile?: string; withMasterKey: boolean; output?: string }) =>
      onDesk(false, async ({ deployment }) =>
        exportConfiguration(asked, { deployment, passphraseIn: readPassphrase, terminal, now: () => new Date() }),
      ),
    );

  program
    .command('import')
    .description('Show what an export holds, or write it into a new folder. This desk is not changed.')
    .argument('<file>', 'what msp export wrote')
    .option('--passphrase-file <file>', 'open the secrets with the passphrase in this file; - reads it from a pipe')
    .option('--output <folder>', 'a new folder')
    .option('--json', 'for programs', false)
    .action((file: string, asked: Omit<AskedImport, 'file'>) =>
      told(asked.json, () => importConfiguration({ file, ...asked }, { passphraseIn: readPassphrase, terminal })),
    );
}
