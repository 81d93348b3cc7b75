import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { connectors } from '../connectors/all.ts';
import { describeOperations } from '../connectors/describe.ts';
import { workflowJsonSchema } from '../workflows/schema.ts';
import { describeConfig } from './describe-config.ts';

/** Every file that follows from the code, as it should be now. */
function generatedFiles(): Readonly<Record<string, string>> {
  const { envExample, markdown } = describeConfig();
  return {
    '.env.example': envExample,
    'docs/configuration.md': markdown,
    'docs/operations.md': describeOperations(connectors),
    'workflows/workflow.schema.json': JSON.stringify(workflowJsonSchema(), null, 2),
  };
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const root = new URL('../../', import.meta.url);
const stale: string[] = [];

for (const [path, text] of Object.entries(generatedFiles())) {
  const wanted = `${text.trimEnd()}\n`;
  const found = await readFile(new URL(path, root), 'utf8').catch(() => undefined);
  if (found?.replaceAll('\r\n', '\n') === wanted) continue;
  stale.push(path);
  if (!values.check) await writeFile(new URL(path, root), wanted);
}

if (values.check && stale.length > 0) {
  process.exitCode = 1;
  console.error(`Out of date: ${stale.join(', ')}. Run \`npm run docs\` and commit what it writes.`);
} else {
  console.log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'The generated files are up to date.');
}
