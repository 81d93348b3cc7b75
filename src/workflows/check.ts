import type { Workflow } from '../domain/workflow.ts';
import type { Finding } from '../lib/finding.ts';
import type { Catalogue } from './catalogue.ts';
import { approvals } from './rules/approvals.ts';
import { calls } from './rules/calls.ts';
import { choices } from './rules/choices.ts';
import { conditions } from './rules/conditions.ts';
import { holes } from './rules/holes.ts';
import { recipients } from './rules/recipients.ts';
import { secrets } from './rules/secrets.ts';
import { tasks } from './rules/tasks.ts';
import { wiring } from './rules/wiring.ts';

const rules = [wiring, calls, choices, holes, conditions, approvals, secrets, recipients, tasks];

/** Everything that would go wrong when this workflow runs, found without running it. */
export function check(workflow: Workflow, catalogue: Catalogue): Finding[] {
  return rules.flatMap((rule) => rule(workflow, catalogue));
}
