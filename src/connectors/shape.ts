import { z } from 'zod';
import type { Operation } from './operation.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** One field as code without its schema sees it. `type` is JSON Schema's word for it. */
export interface Field {
  readonly type: string;
  readonly required: boolean;
  readonly secret: boolean;
  /** What people wrote. */
  readonly words?: boolean;
  readonly description: string;
  readonly format?: string;
  /** The closed list of what it may be. */
  readonly values?: readonly unknown[];
  readonly default?: unknown;
  readonly fields?: Fields;
  readonly items?: Field;
}

export type Fields = Readonly<Record<string, Field>>;

/** What goes into an operation or comes out of it. */
export interface Shape {
  readonly fields: Fields;
}

/** What a caller may and must give; a field with a default may be left out. */
export function inputShape({ input }: Operation): Shape {
  return shapeOf(input, 'input', inputs);
}

export function outputShape({ output }: Operation): Shape {
  return shapeOf(output, 'output', outputs);
}

/** A schema never changes, and its shape is asked for with every call that is checked or written down. */
const inputs = new WeakMap<z.ZodType, Shape>();
const outputs = new WeakMap<z.ZodType, Shape>();

function shapeOf(schema: z.ZodType, io: 'input' | 'output', known: WeakMap<z.ZodType, Shape>): Shape {
  const shape = known.get(schema) ?? { fields: fieldsOf(z.toJSONSchema(schema, { io })) };
  known.set(schema, shape);
  return shape;
}

function fieldsOf(schema: JsonSchema): Fields {
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants) return merged(variants.map(fieldsOf));
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [
      name,
      fieldOf(property, schema.required?.includes(name) ?? false),
    ]),
  );
}

function fieldOf(schema: z.core.JSONSchema._JSONSchema, required: boolean): Field {
  if (typeof schema === 'boolean') return { type: 'unknown', required, secret: false, description: '' };
  const { items, format } = schema;
  const fields = fieldsOf(schema);
  const values = schema.enum ?? ('const' in schema ? [schema.const] : undefined);
  return {
    type: typeOf(schema),
    required,
    secret: schema.secret === true,
    description: schema.description ?? '',
    ...(schema.words === true ? { words: true } : {}),
    ...(format === undefined ? {} : { format }),
    ...(values === undefined ? {} : { values }),
    ...(schema.default === undefined ? {} : { default: schema.default }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...(items === undefined || Array.isArray(items) ? {} : { items: fieldOf(items, true) }),
  };
}

function typeOf({ type, oneOf, anyOf }: JsonSchema): string {
  if (typeof type === 'string') return type;
  return oneOf || anyOf ? 'object' : 'unknown';
}

/** A choice between objects has all their fields; required is what every one of them requires, secret or words what any of them calls so. */
function merged(variants: readonly Fields[]): Fields {
  const names = new Set(variants.flatMap((fields) => Object.keys(fields)));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const found = variants.flatMap((fields) => fields[name] ?? []);
      const [first] = found;
      if (!first) return [];
      const values = found.flatMap((field) => field.values ?? []);
      const everywhere = found.length === variants.length && found.every(({ required }) => required);
      const secret = found.some((field) => field.secret);
      const words = found.some((field) => field.words);
      const description = [...new Set(found.map((field) => field.description))].join(' ');
      return [
        [
          name,
          {
            ...first,
            required: everywhere,
            secret,
            ...(words ? { words } : {}),
            description,
            ...(values.length > 0 ? { values } : {}),
          },
        ],
      ];
    }),
  );
}
