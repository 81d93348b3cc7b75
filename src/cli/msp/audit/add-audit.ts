import type { Command } from 'commander';
import type { CommandDesk } from '../open-desk.ts';
import { inJson, type Terminal } from '../terminal.ts';
import { type AskedExport, exportAudit, mustHave } from './export.ts';
import { type AskedPack, packAudit } from './pack.ts';
import { showStatus } from './status.ts';
import { type AskedVerify, verifyHere, verifyOffline } from './verify.ts';

interface Parts {
  readonly terminal: Terminal;
  readonly told: (json: boolean, work: () => Promise<void>) => Promise<void>;
  readonly onDesk: (json: boolean, work: (desk: CommandDesk) => Promise<void>) => Promise<void>;
  readonly endWith: (exitCode: number) => void;
}

const FROM = 'a day such as 2026-11-01, or a time in UTC';
const TO = 'a day, which is included, or a time in UTC, which is not';

/** The commands about the audit. */
export function addAudit(program: Command, { terminal, told, onDesk, endWith }: Parts): void {
  const audit = program.command('audit').description('Verify what was written down, and hand it out.');

  audit
    .command('verify')
    .description('Check that nothing was changed, removed or reordered, and that every promise was kept.')
    .argument('[path]', 'an exported file or an evidence pack; without one, the database')
    .option('--customer <id>', 'only this customer')
    .option('--from <time>', FROM)
    .option('--to <time>', TO)
    .option('--checkpoints <file>', 'the second place, or a copy of it')
    .option('--public-key <file>', 'the public key to trust')
    .option('--json', 'for programs', false)
    .addHelpText(
      'after',
      '\nEnds with 0 when it holds, 1 when the chain is broken, 2 when its end is missing, 3 when a signature is wrong,\n4 when a promise was broken.',
    )
    .action((path: string | undefined, options: AskedVerify) =>
      path === undefined
        ? onDesk(options.json, async (desk) => endWith(await verifyHere(options, await desk.audit(), terminal)))
        : told(options.json, async () => endWith(await verifyOffline(path, options, terminal))),
    );

  audit
    .command('export')
    .description('Write the lines of the audit to a file.')
    .option('--customer <id>', 'only this customer')
    .option('--from <time>', FROM)
    .option('--to <time>', TO)
    .option('--format <format>', 'jsonl, which can be verified, csv for people or ocsf for other systems', 'jsonl')
    .requiredOption('--output <file>', 'a new file')
    .action((options: AskedExport) =>
      onDesk(false, async (desk) => exportAudit(options, await desk.audit(), terminal)),
    );

  audit
    .command('pack')
    .description('Put together the evidence for one customer: lines, checkpoints, key and a page to read.')
    .requiredOption('--customer <id>', 'whose evidence')
    .option('--from <time>', FROM)
    .option('--to <time>', TO)
    .requiredOption('--output <folder>', 'a new folder')
    .action((options: AskedPack) =>
      onDesk(false, async (desk) => {
        const parts = { desk: await desk.audit(), roster: await desk.deskFile.roster(), registry: desk.registry };
        endWith(await packAudit(options, { ...parts, terminal }));
      }),
    );

  audit
    .command('status')
    .description('Show how far the audit is signed, and how old the last checkpoint is.')
    .option('--json', 'for programs', false)
    .action(({ json }: { json: boolean }) =>
      onDesk(json, async (desk) => showStatus({ json }, await desk.audit(), terminal)),
    );

  audit
    .command('key')
    .description('Print the public key that proves who signed the audit.')
    .option('--json', 'for programs', false)
    .action(({ json }: { json: boolean }) =>
      onDesk(json, async (desk) => {
        const { id, publicKey } = mustHave((await desk.audit()).key);
        terminal.print(json ? inJson({ id, publicKey }) : publicKey.trimEnd());
      }),
    );
}
