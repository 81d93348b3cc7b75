import type { Field } from '../connectors/shape.ts';
import type { Finding, Path } from '../lib/finding.ts';
import { holesIn, soleHole } from './holes.ts';
import { canBe, fits, inWords } from './kinds.ts';
import { among, type Meaning } from './meaning.ts';

type Look = (path: string) => Meaning;

/** Where a value with holes is not of the kind that its field takes. A hole alone brings its own kind, one inside a text makes a text. */
export function mismatches(value: unknown, field: Field, at: Path, look: Look): Finding[] {
  if (field.type === 'unknown') return [];
  if (typeof value === 'string' && holesIn(value).length > 0) return ofHole(value, field, at, look);
  if (Array.isArray(value) && field.type === 'array') {
    const { items } = field;
    return items ? value.flatMap((item, index) => mismatches(item, items, [...at, index], look)) : [];
  }
  if (isObject(value) && field.type === 'object') return ofObject(value, field, at, look);
  return isScalar(value) && canBe(field, value) ? [] : [wrongKind(value, field, at)];
}

function ofHole(value: string, field: Field, at: Path, look: Look): Finding[] {
  const path = soleHole(value);
  const meaning = path === undefined ? undefined : look(path);
  if (meaning && !('field' in meaning)) return [];
  const brought = meaning?.field ?? text;
  if (fits(brought, field)) return [];
  return [{ at, message: `${value} is ${inWords(brought)}`, remedy: `Here stands ${inWords(field)}.` }];
}

function ofObject(value: Readonly<Record<string, unknown>>, { fields = {} }: Field, at: Path, look: Look): Finding[] {
  const missing = Object.keys(fields).filter((name) => fields[name]?.required && !Object.hasOwn(value, name));
  return [
    ...missing.map((name) => ({
      at,
      message: `${name} is missing here`,
      remedy: `Add ${name}: ${inWords(fields[name])}.`,
    })),
    ...Object.entries(value).flatMap(([name, item]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field) return mismatches(item, field, [...at, name], look);
      return [
        {
          at: [...at, name],
          onKey: true,
          message: `"${name}" is not known here`,
          remedy: among(name, Object.keys(fields)),
        },
      ];
    }),
  ];
}

function wrongKind(value: unknown, field: Field, at: Path): Finding {
  return { at, message: `${JSON.stringify(value)} does not belong here`, remedy: `Write ${inWords(field)}.` };
}

const text: Field = { type: 'string', required: true, secret: false, description: '' };

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
