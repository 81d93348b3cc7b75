import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of the product, with its path inside `src`. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../../src/', import.meta.url));

export function readSources(): readonly Source[] {
  return globSync('**/*.ts', { cwd: root }).map((path) => ({
    path: path.replaceAll('\\', '/'),
    text: readFileSync(join(root, path), 'utf8'),
  }));
}

const specifier = String.raw`['"\x60]([^'"\x60]+)['"\x60]`;
const importForms = [
  new RegExp(String.raw`^[ \t]*(?:import|export)\b[^'"\x60;]*?\bfrom\s*${specifier}`, 'gm'),
  new RegExp(String.raw`^[ \t]*import\s*${specifier}`, 'gm'),
  new RegExp(String.raw`\b(?:import|require(?:\.resolve)?|import\.meta\.resolve)\s*\(\s*${specifier}`, 'g'),
];

/** What a file imports, for values or for types, at once or lazily: files as paths inside `src`, packages by name. */
export function importsOf({ path, text }: Source): readonly string[] {
  const code = withoutComments(text);
  const found = importForms.flatMap((form) => [...code.matchAll(form)].flatMap(([, name]) => (name ? [name] : [])));
  return found.map((name) => (name.startsWith('.') ? join(dirname(path), name).replaceAll('\\', '/') : name));
}

/** Comments blanked line by line. What stands in a string stays: a glob's `/*` follows a star, an address's `//` a colon. */
export function withoutComments(text: string): string {
  return text
    .replace(/(?<![\w'"`*])\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}

/** The room a file stands in: its folder right under `src`, or its own name for a file that stands there itself. */
export function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}
