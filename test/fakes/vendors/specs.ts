import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { VendorRequest } from './vendor.ts';

const folder = fileURLToPath(new URL('../../../../shared/specs/', import.meta.url));

/** Says what a request has that the vendor's API description doesn't allow; nothing where there are no descriptions. */
export type CheckRequest = (request: VendorRequest) => readonly string[];

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
}

interface Described {
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly parameters: readonly (Parameter & { readonly pointer: string })[];
  readonly body?: { readonly required: boolean; readonly types: Readonly<Record<string, string>> };
}

interface Spec {
  readonly servers: readonly RegExp[];
  readonly operations: readonly Described[];
}

/** Whether the vendors' API descriptions are here. */
const specsAreHere = existsSync(folder);
let isSaid = false;

/** Checks against the descriptions with these names, e.g. `zoho-desk`. */
export function checkAgainst(names: readonly string[]): CheckRequest {
  if (!specsAreHere) {
    if (!isSaid) console.warn(`Vendors' API descriptions are not here, so that requests are not checked: ${folder}`);
    isSaid = true;
    return () => [];
  }
  return (request) => {
    const specs = names.map(readSpec);
    const own = specs.filter(({ servers }) => servers.some((server) => server.test(request.host)));
    const paths = (own.length > 0 ? own : specs).flatMap(({ operations }) =>
      operations.filter(({ pattern }) => pattern.test(request.path)),
    );
    const [described] = paths
      .filter(({ method }) => method === request.method)
      .sort((one, other) => one.names.length - other.names.length);
    if (!described)
      return [paths.length > 0 ? 'has a method that is not described' : 'has a path that is not described'];
    return [
      ...pathFaults(described, request),
      ...parameterFaults(described, request),
      ...bodyFaults(described, request),
    ];
  };
}

function pathFaults({ pattern, names, parameters }: Described, { path }: VendorRequest): readonly string[] {
  const values = pattern.exec(path)?.slice(1) ?? [];
  return names.flatMap((name, index) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    return parameter ? faultsOf(parameter.pointer, decodeURIComponent(values[index] ?? ''), `path ${name}`) : [];
  });
}

function parameterFaults({ parameters }: Described, { query, headers }: VendorRequest): readonly string[] {
  const known = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const strange = [...query.keys()].filter((name) => !known.includes(name));
  const wrong = parameters.flatMap((one) => {
    if (one.in !== 'query' && one.in !== 'header') return [];
    const value = one.in === 'query' ? query.get(one.name) : headers[one.name.toLowerCase()];
    if (value === null || value === undefined) return one.required ? [`lacks the ${one.in} ${one.name}`] : [];
    return faultsOf(one.pointer, value, `${one.in} ${one.name}`);
  });
  return [...strange.map((name) => `has the query ${name}, which is not described`), ...wrong];
}

function bodyFaults({ body }: Described, request: VendorRequest): readonly string[] {
  if (request.body === '') return body?.required ? ['has no body'] : [];
  if (!body) return ['has a body where none is described'];
  const type = request.headers['content-type']?.split(';')[0]?.trim() ?? 'none';
  const pointer = body.types[type];
  if (!pointer) return [`has the content type ${type}; described are ${Object.keys(body.types).join(', ')}`];
  if (type !== 'application/json')
    return faultsOf(pointer, Object.fromEntries(new URLSearchParams(request.body)), 'body');
  try {
    return faultsOf(pointer, JSON.parse(request.body), 'body', bodies);
  } catch (error) {
    return error instanceof SyntaxError ? ['has a body that is no JSON'] : [String(error)];
  }
}

const bodies = newAjv(false);
const texts = newAjv('array');
const read = new Map<string, Spec>();
const compiled = new Map<string, ValidateFunction>();

function newAjv(coerceTypes: boolean | 'array'): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, coerceTypes, allErrors: true });
  addFormats.default(ajv);
  return ajv;
}

function faultsOf(pointer: string, value: unknown, where: string, ajv = texts): readonly string[] {
  const key = `${ajv === bodies} ${pointer}`;
  const validate = compiled.get(key) ?? ajv.compile({ $ref: pointer });
  compiled.set(key, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `has a wrong ${where}${instancePath}: ${message}`);
}

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document has no type of its own here.
type Document = any;

function readSpec(name: string): Spec {
  const known = read.get(name);
  if (known) return known;
  const document: Document = JSON.parse(readFileSync(join(folder, `${name}.openapi.json`), 'utf8'));
  for (const ajv of [bodies, texts]) ajv.addSchema(document, name);
  const spec = {
    servers: document.servers.map(({ url }: { url: string }) => new RegExp(`^${inPattern(new URL(url).host)}$`)),
    operations: Object.entries<Document>(document.paths).flatMap(([path, item]) =>
      ['get', 'post', 'put', 'patch', 'delete']
        .filter((method) => method in item)
        .map((method) => described(document, name, path, method)),
    ),
  };
  read.set(name, spec);
  return spec;
}

function described(document: Document, name: string, path: string, method: string): Described {
  const item = document.paths[path];
  const at = ['paths', path, method];
  const { content, required } = item[method].requestBody ?? {};
  return {
    method: method.toUpperCase(),
    pattern: new RegExp(`^${inPattern(path)}$`),
    names: [...path.matchAll(/\{([^}]+)\}/g)].map(([, one]) => one ?? ''),
    parameters: [
      ...resolved(document, name, ['paths', path, 'parameters'], item.parameters ?? []),
      ...resolved(document, name, [...at, 'parameters'], item[method].parameters ?? []),
    ],
    ...(content && {
      body: {
        required: required ?? false,
        types: Object.fromEntries(
          Object.keys(content).map((type) => [
            type,
            pointerTo(name, [...at, 'requestBody', 'content', type, 'schema']),
          ]),
        ),
      },
    }),
  };
}

function resolved(document: Document, name: string, at: readonly string[], parameters: readonly Document[]) {
  return parameters.map((parameter, index) => {
    const place = parameter.$ref ? parameter.$ref.slice(2).split('/') : [...at, String(index)];
    const found = place.reduce((inside: Document, key: string) => inside[key], document);
    return { ...found, pointer: pointerTo(name, [...place, 'schema']) };
  });
}

function pointerTo(name: string, keys: readonly string[]): string {
  return `${name}#/${keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
}

/** A template's holes take one part of a path, or of a host name. */
function inPattern(template: string): string {
  return decodeURIComponent(template)
    .split(/\{[^}]+\}/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('([^/]+)');
}
