import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The JSON Schema of what an author writes, with which editors complete and check it. `rewrite` may change any part in its place. */
export function authorsSchema(schema: z.ZodType, rewrite: (part: JsonSchema) => void = () => {}): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly; // says that we don't change what we read; an author does
      rewrite(jsonSchema);
    },
  });
}

/** Every key that can stand anywhere in it. */
export function keysIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own =
    'properties' in schema && typeof schema.properties === 'object' ? Object.keys(schema.properties ?? {}) : [];
  return [...new Set([...own, ...Object.values(schema).flatMap(keysIn)])];
}
