import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parse,
  parseDocument,
  stringify,
  visit,
} from 'yaml';
import type { Finding, Path, Problem } from './finding.ts';

/** How much a file may hold. Brackets nest, and the parser calls itself for every level. */
export interface Most {
  readonly characters: number;
  readonly brackets: number;
}

/** A file that was read: its plain value, and where each part of it stands. */
export interface Source {
  readonly value: unknown;
  problem(finding: Finding): Problem;
}

/** Reads YAML that says nothing but data: no tags of its own, no aliases, no key twice. */
export function readSource(file: string, text: string, most: Most): Source | 'too large' | readonly Problem[] {
  if (text.length > most.characters || (text.match(/[[{]/g)?.length ?? 0) > most.brackets) return 'too large';

  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'core', uniqueKeys: true, strict: true, lineCounter: lines });
  const problem = (offset: number, message: string, remedy: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message, remedy };
  };
  const unreadable = [
    ...[...document.errors, ...document.warnings].map(({ pos, message }) =>
      problem(pos[0], firstLine(message), 'Write plain YAML: keys, values and lists, each key once.'),
    ),
    ...aliasesIn(document).map((offset) => problem(offset, 'Aliases are not read here', 'Write the value out.')),
  ];
  if (unreadable.length > 0) return unreadable;

  return {
    value: document.toJS({ maxAliasCount: 0 }),
    problem: ({ at, onKey, message, remedy }) => problem(offsetOf(document, at, onKey ?? false), message, remedy),
  };
}

/** The plain value of a file that was found right. */
export function yamlValue(text: string): unknown {
  return parse(text, { schema: 'core', maxAliasCount: 0 });
}

/** A plain value, as people write it. */
export function inYaml(value: unknown): string {
  return stringify(value, { schema: 'core', lineWidth: 0 });
}

function aliasesIn(document: Document): number[] {
  const offsets: number[] = [];
  visit(document, { Alias: (_, { range }) => void offsets.push(range?.[0] ?? 0) });
  return offsets;
}

/** Where a path stands, or the key of the nearest thing above it that is there. */
function offsetOf(document: Document.Parsed, at: Path, onKey: boolean): number {
  let node: unknown = document.contents;
  let above = startOf(node) ?? 0;
  for (const [depth, word] of at.entries()) {
    const found = childOf(node, word);
    if (!found) return above;
    const key = startOf(found.key);
    const value = startOf(found.value);
    if (depth === at.length - 1) return (onKey ? key : value) ?? key ?? value ?? above;
    above = key ?? value ?? above;
    node = found.value;
  }
  return above;
}

function childOf(node: unknown, word: string | number): { key: unknown; value: unknown } | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(word)];
    return value === undefined ? undefined : { key: undefined, value };
  }
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => isScalar(key) && String(key.value) === String(word));
}

/** An empty value has no place of its own. */
function startOf(node: unknown): number | undefined {
  if (isScalar(node) && node.value === null && node.source === '') return undefined;
  return (node as Node | null | undefined)?.range?.[0];
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}
