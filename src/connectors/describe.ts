import { needsApproval, Risk } from '../domain/risk.ts';
import type { Connector } from './connector.ts';
import type { Operation } from './operation.ts';
import { type Field, type Fields, inputShape, outputShape } from './shape.ts';

const risks = {
  read: 'looks only, changes nothing',
  routine: 'keeps tickets and notes up to date',
  change: 'changes something that can be changed back',
  sensitive: 'creates a credential or an account',
  critical: 'runs code on a machine or opens it to somebody',
} satisfies Record<Risk, string>;

/** `docs/operations.md`: everything the desk can do, with risk, inputs, outputs and an example, from the declarations alone. */
export function describeOperations(connectors: readonly Connector[]): string {
  return `${[introduction, ...connectors.map(connectorPart)].join('\n\n')}\n`;
}

const introduction = `# Operations

Everything the desk can do, one entry for each operation. This page is generated from the declarations in
\`src/connectors\`; \`npm run docs\` writes it again.

| risk | what it means | approval |
| --- | --- | --- |
${Risk.options.map((risk) => row([risk, risks[risk], approval(risk)])).join('\n')}

"Repeatable" says what happens when nobody can know whether a call went through, as after a crash. An operation that is
repeatable is called again; one that is not waits until a person has looked. "Same input" means that it is called
again with exactly the values of the first call.

A field marked *sealed* holds a reference to a secret, never the secret. It can only be handed over to the person it is for.`;

function connectorPart({ name, title, operations }: Connector): string {
  const entries = Object.entries(operations);
  return [
    `## ${title}`,
    table(
      ['operation', 'what it is for', 'risk', 'approval', 'repeatable'],
      entries.map(([key, { title, risk, repeatable }]) => [
        `[\`${name}.${key}\`](#${`${name}${key}`.toLowerCase()})`,
        title,
        risk,
        approval(risk),
        repeatability(repeatable),
      ]),
    ),
    ...entries.map(([key, operation]) => operationPart(`${name}.${key}`, operation)),
  ].join('\n\n');
}

function operationPart(name: string, operation: Operation): string {
  const { title, summary, risk, repeatable, example } = operation;
  return [
    `### ${name}`,
    `**${title}.** ${summary}`,
    `Risk: ${risk}. Approval: ${approval(risk)}. Repeatable: ${repeatability(repeatable)}.`,
    'Takes:',
    table(['field', 'type', 'required', 'meaning'], fieldRows(inputShape(operation).fields, inputRow)),
    'Answers:',
    table(['field', 'type', 'meaning'], fieldRows(outputShape(operation).fields, outputRow)),
    'Example:',
    `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``,
  ].join('\n\n');
}

function fieldRows(fields: Fields, cells: (name: string, field: Field) => string[], prefix = ''): string[][] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const name = `${prefix}${key}`;
    const inside = field.items ? field.items.fields : field.fields;
    const deeper = inside ? fieldRows(inside, cells, `${name}${field.items ? '[].' : '.'}`) : [];
    return [cells(name, field), ...deeper];
  });
}

function inputRow(name: string, field: Field): string[] {
  const otherwise = field.default === undefined ? '' : `, otherwise \`${field.default}\``;
  return [`\`${name}\``, typeInWords(field), field.required ? 'yes' : `no${otherwise}`, field.description];
}

function outputRow(name: string, field: Field): string[] {
  return [`\`${name}\`${field.required ? '' : ' (if known)'}`, typeInWords(field), field.description];
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'yes or no',
  'date-time': 'time',
  email: 'e-mail address',
  uri: 'address of a page',
  uuid: 'id (GUID)',
};

function typeInWords({ type, format, values, secret, items }: Field): string {
  if (secret) return 'text, *sealed*';
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (items) return `list of ${items.fields ? 'objects' : typeInWords(items)}`;
  return words[format ?? ''] ?? words[type] ?? type;
}

function approval(risk: Risk): string {
  return needsApproval(risk) ? 'needed' : 'not needed';
}

function repeatability(repeatable: Operation['repeatable']): string {
  if (repeatable === 'same-input') return 'same input';
  return repeatable ? 'yes' : 'no';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
