import { type About, about } from '../about-setting.ts';
import { Environment } from '../environment.ts';

type Described = About & { readonly name: string; readonly byDefault: string | undefined };

/** The settings as an example file and as a page, both from the same entries that the bot reads them by. */
export function describeConfig(): { envExample: string; markdown: string } {
  const groups = Object.entries(Object.groupBy(settings(), ({ group }) => group));
  return {
    envExample: [envHeader, ...groups.map(([group, entries]) => inEnvExample(group, entries))].join('\n\n'),
    markdown: [pageHeader, ...groups.map(([group, entries]) => inMarkdown(group, entries))].join('\n\n'),
  };
}

const envHeader = `# Generated from src/environment.ts by \`npm run docs\`.
# Copy this file to .env and take the # off the settings you need. Without any, the desk opens in demo mode.`;

const pageHeader = `<!-- Generated from src/environment.ts by \`npm run docs\`. -->
# Configuration

The bot reads its settings from the environment, and from a file named \`.env\` in the folder it is started in;
the environment wins. It needs none of them: without any, the desk opens in demo mode on this machine only.
A blank setting counts as absent. When settings are wrong, missing or misspelt, the bot names all of them and
does not start. It never shows a value.`;

function settings(): readonly Described[] {
  return Environment.keyof().options.map((name) => {
    const told = about.get(Environment.shape[name]);
    if (!told)
      throw new TypeError(`${name} says nothing about itself. Register it with \`about\` in src/environment.ts.`);
    return { ...told, name, byDefault: inWords(Environment.shape[name].safeParse(undefined).data) };
  });
}

function inWords(value: unknown): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value === undefined ? undefined : String(value);
}

function inEnvExample(group: string, entries: readonly Described[] = []): string {
  const lines = entries.map(
    ({ name, purpose, byDefault, example }) => `# ${purpose}\n# ${name}=${byDefault ?? example}`,
  );
  return [`# --- ${group} ---`, ...lines].join('\n\n');
}

function inMarkdown(group: string, entries: readonly Described[] = []): string {
  const rows = entries.map(({ name, purpose, expects, example, byDefault, secret }) =>
    [
      `\`${name}\``,
      `${purpose}${secret ? ' Secret.' : ''}`,
      expects,
      byDefault ? `\`${byDefault}\`` : '',
      `\`${example}\``,
    ].join(' | '),
  );
  return [
    `## ${group}`,
    '',
    '| setting | what it is for | takes | default | example |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row.replaceAll('|  |', '| |')} |`),
  ].join('\n');
}
