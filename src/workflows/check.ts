import type { Registry } from '../connectors/registry.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { Finding } from './finding.ts';

/** What the checker must know of the connectors. */
export type Catalogue = Pick<Registry, 'names' | 'find'>;

/** Everything that would go wrong when this workflow runs, found without running it. */
export function check(_workflow: Workflow, _catalogue: Catalogue): Finding[] {
  return [];
}
