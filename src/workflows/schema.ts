import { Workflow } from '../domain/workflow.ts';
import { authorsSchema, keysIn } from '../lib/json-schema.ts';

/** The JSON Schema of workflow files, with which editors complete and check them. */
export function workflowJsonSchema(): object {
  const { $schema, ...schema } = authorsSchema(Workflow);
  return { $schema, title: 'A workflow of MSP Command Center', ...schema };
}

/** Every key that can stand anywhere in a workflow file. */
export function workflowKeys(): string[] {
  return keysIn(workflowJsonSchema());
}
