import { needsApproval } from '../domain/risk.ts';
import type { Condition, Step, Workflow } from '../domain/workflow.ts';
import type { Catalogue } from './catalogue.ts';
import { fallbackOf, needsOf, standsInFor } from './order.ts';

/** Every workflow as a picture of its steps, in Mermaid, from its file alone. */
export function describeWorkflows(workflows: readonly Workflow[], catalogue: Catalogue): string {
  return workflows.map((workflow) => partOf(workflow, catalogue)).join('\n\n');
}

function partOf(workflow: Workflow, catalogue: Catalogue): string {
  const { name, title, summary, categories } = workflow;
  const begins = categories.length > 0 ? ` Tickets: ${categories.map((one) => `\`${one}\``).join(', ')}.` : '';
  return [
    `### ${title}`,
    `\`${name}\`. ${summary}${begins}`,
    ...offered(workflow),
    `\`\`\`mermaid\n${picture(workflow, catalogue)}\n\`\`\``,
  ].join('\n\n');
}

/** What people can pick from when they are asked. */
function offered({ inputs }: Workflow): string[] {
  const looked = Object.entries(inputs).flatMap(([name, { choices }]) =>
    choices ? [`\`${name}\` from \`${choices.operation}\``] : [],
  );
  return looked.length > 0 ? [`Choices when it asks: ${looked.join(', ')}.`] : [];
}

function picture({ steps, end }: Workflow, catalogue: Catalogue): string {
  const entries = Object.entries(steps);
  const needed = new Set(entries.flatMap(([, step]) => needsOf(step)));
  const lasts = entries.filter(([name]) => !needed.has(name) && standsInFor(steps, name).length === 0);
  return [
    'flowchart TD',
    ...entries.map(([name, step]) => `  ${node(name, step, catalogue)}`),
    `  over(["${end}"])`,
    ...entries.flatMap(([name, step]) => arrowsInto(name, step, steps)),
    ...lasts.map(([name]) => `  ${idOf(name)} --> over`),
    ...looks,
  ].join('\n');
}

/** Steps are called anything, and some words mean something to Mermaid. */
function idOf(name: string): string {
  return `step-${name}`;
}

const looks = [
  '  classDef change stroke-width:3px',
  '  classDef approval stroke-width:3px,stroke-dasharray:6 3',
  '  classDef told stroke-dasharray:2 2',
];

function node(name: string, step: Step, catalogue: Catalogue): string {
  const { lines, open, close, look } = shapeOf(step, catalogue);
  const title = step.title ?? name.replaceAll('-', ' ');
  const label = [title, ...lines].map(quoted).join('<br/>');
  return `${idOf(name)}${open}"${label}"${close}${look ? `:::${look}` : ''}`;
}

interface Shape {
  /** What stands under the title. */
  readonly lines: readonly string[];
  readonly open: string;
  readonly close: string;
  readonly look?: 'change' | 'approval' | 'told';
}

function shapeOf(step: Step, catalogue: Catalogue): Shape {
  if ('operation' in step) {
    const risk = catalogue.find(step.operation)?.operation.risk ?? 'critical';
    const look = needsApproval(risk) ? { look: 'change' as const } : {};
    return { lines: [step.operation], open: '[', close: ']', ...look };
  }
  if ('approve' in step) return { lines: ['asks the approvers'], open: '{{', close: '}}', look: 'approval' };
  if ('require' in step) return { lines: [], open: '{', close: '}' };
  if ('notify' in step) return { lines: [`tells the ${step.notify}`], open: '>', close: ']', look: 'told' };
  if ('task' in step) return { lines: ['a technician does it by hand'], open: '[/', close: '/]', look: 'told' };
  return { lines: [`hands a secret to the ${step.to}`], open: '([', close: '])', look: 'told' };
}

function arrowsInto(name: string, step: Step, steps: Workflow['steps']): string[] {
  const to = idOf(name);
  const label = step.when ? `-- "${quoted(inWords(step.when))}" -->` : '-->';
  const fallback = fallbackOf(step);
  return [
    ...needsOf(step).map((need) => `  ${idOf(need)} ${label} ${to}`),
    ...(fallback && steps[fallback] ? [`  ${to} -. "if it failed" .-> ${idOf(fallback)}`] : []),
  ];
}

function inWords(condition: Condition): string {
  const path = condition.value.slice(2, -1).replace(/^steps\./, '');
  if ('present' in condition) return `if ${path} is ${condition.present ? 'known' : 'not known'}`;
  if ('equals' in condition) return `if ${path} is ${condition.equals}`;
  if ('not-equals' in condition) return `if ${path} is not ${condition['not-equals']}`;
  if ('above' in condition) return `if ${path} is above ${condition.above}`;
  if ('below' in condition) return `if ${path} is below ${condition.below}`;
  return `if ${path} is one of ${condition['one-of'].join(', ')}`;
}

/** A text that can stand between quotation marks, with nothing in it that Mermaid would read. */
function quoted(text: string): string {
  return text.replaceAll('&', '#amp;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;');
}
