import { connectors } from '../connectors/all.ts';
import { createRegistry } from '../connectors/registry.ts';
import { FileProblems } from '../lib/finding.ts';
import { loadWorkflows, WORKFLOWS } from '../workflows/load.ts';

// Checks the workflows of the product, or of the folder that is named.
const folder = process.argv[2] ?? WORKFLOWS;
const registry = createRegistry({ connectors, demo: { pause: async () => {} } });

try {
  const workflows = await loadWorkflows(folder, registry);
  console.log(`${workflows.length} workflows are sound`);
} catch (error) {
  if (!(error instanceof FileProblems)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
