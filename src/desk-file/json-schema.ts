import type { Connector } from '../connectors/connector.ts';
import { Mode } from '../domain/customer.ts';
import { authorsSchema, type JsonSchema, keysIn } from '../lib/json-schema.ts';
import { documentOf, needsConnection } from './document.ts';

/** The JSON Schema of `desk.yaml`, with which editors complete and check it. */
export function deskJsonSchema(connectors: readonly Connector[]): JsonSchema {
  const { $schema, ...schema } = authorsSchema(documentOf(connectors), (part) => {
    const found = connectors.find(({ name }) => name === part.connector);
    if (!found) return;
    const { $schema: _, ...fields } = authorsSchema(found.connection);
    const mode = part.properties?.mode ?? true;
    for (const key of ['connector', 'properties', 'additionalProperties']) delete part[key];
    Object.assign(part, withMode(fields, mode));
  });
  return { ...($schema && { $schema }), title: 'Customers and people of MSP Command Center', ...schema };
}

/** Every key that can stand anywhere in `desk.yaml`. */
export function deskKeys(connectors: readonly Connector[]): string[] {
  return keysIn(deskJsonSchema(connectors));
}

/** The fields of a connection with the mode before them. A demo needs none of them. */
function withMode(fields: JsonSchema, mode: JsonSchema | boolean): JsonSchema {
  const choices = fields.anyOf ?? fields.oneOf;
  if (choices) return { anyOf: choices.map((choice) => withMode(choice, mode)) };

  const { required = [], properties, ...rest } = fields;
  const modes = Mode.options.filter((name) => needsConnection[name]);
  return {
    ...rest,
    properties: { mode, ...properties },
    if: { properties: { mode: { enum: modes } }, required: ['mode'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's word for it.
    then: { required: [...required] },
  };
}
