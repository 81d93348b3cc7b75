import { z } from 'zod';
import type { Workflow } from '../domain/workflow.ts';
import { digest } from '../lib/digest.ts';

/** Which workflow it was, and the digest of all that it says. */
export const WorkflowFacts = z.object({ name: z.string(), version: z.number(), digest: z.string() });
export type WorkflowFacts = Readonly<z.infer<typeof WorkflowFacts>>;

const known = new WeakMap<Workflow, WorkflowFacts>();

/** Names a workflow as the audit does. */
export function workflowFacts(workflow: Workflow): WorkflowFacts {
  const facts = known.get(workflow) ?? { name: workflow.name, version: workflow.version, digest: digest(workflow) };
  known.set(workflow, facts);
  return facts;
}
