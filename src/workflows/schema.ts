import { z } from 'zod';
import { Workflow } from '../domain/workflow.ts';

/** The JSON Schema of workflow files, with which editors complete and check them. */
export function workflowJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(Workflow, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly; // says that we don't change what we read; an author does
    },
  });
  return { $schema, title: 'A workflow of MSP Command Center', ...schema };
}

/** Every key that can stand anywhere in a workflow file. */
export function workflowKeys(): string[] {
  return [...new Set(keysIn(workflowJsonSchema()))];
}

function keysIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own =
    'properties' in schema && typeof schema.properties === 'object' ? Object.keys(schema.properties ?? {}) : [];
  return [...own, ...Object.values(schema).flatMap(keysIn)];
}
