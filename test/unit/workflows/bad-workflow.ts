import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { readWorkflow } from '../../../src/workflows/load.ts';

export const registry = createRegistry({ connectors, demo: { pause: async () => {} } });

const head = `name: bad
title: A workflow with a mistake
summary: It is never run.
version: 1
end: resolved
`;

/** What the checker says to a workflow with these steps, each problem as `line:column message → remedy`. The first line of `rest` is line 6. */
export function problemsIn(rest: string): string[] {
  return problemsOf(
    `${head}${rest.replace(/^\n/, '')}${rest.includes('\nresult:') ? '' : '\nresult: Done.'}\nedited-by: release\n`,
  );
}

/** The same for a whole file. */
export function problemsOf(text: string): string[] {
  const read = readWorkflow('workflows/bad.yaml', text, registry);
  if (!('problems' in read)) return [];
  return read.problems.map(({ line, column, message, remedy }) => `${line}:${column} ${message} → ${remedy}`);
}
