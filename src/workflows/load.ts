import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Workflow } from '../domain/workflow.ts';
import { byPlace, FileProblems, type Finding, type Problem } from '../lib/finding.ts';
import { inWords } from '../lib/issues.ts';
import { readSource } from '../lib/yaml-source.ts';
import type { Catalogue } from './catalogue.ts';
import { check } from './check.ts';
import { workflowDialect } from './issues.ts';

/** Where the product's own workflows are. */
export const WORKFLOWS = fileURLToPath(new URL('../../workflows', import.meta.url));

/** Every workflow of a folder, in the order of their names. Throws one error that lists all that is wrong with all of them. */
export async function loadWorkflows(folder: string, catalogue: Catalogue): Promise<Workflow[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const read = await Promise.all(
    files.map(async (file) =>
      readWorkflow(`${basename(folder)}/${file}`, await readFile(join(folder, file), 'utf8'), catalogue),
    ),
  );
  const problems = read.flatMap((result) => ('problems' in result ? result.problems : []));
  if (problems.length > 0) throw new FileProblems(problems);
  return read.flatMap((result) => ('workflow' in result ? [result.workflow] : []));
}

type Reading = { readonly workflow: Workflow } | { readonly problems: readonly Problem[] };

/** One workflow file. Its name is the workflow's. */
export function readWorkflow(file: string, text: string, catalogue: Catalogue): Reading {
  const source = readSource(file, text, most);
  if (source === 'too large') return { problems: [tooLarge(file)] };
  if (!('value' in source)) return { problems: source };

  const { data: workflow, error } = Workflow.safeParse(source.value);
  const findings = workflow
    ? [...namedAs(file, workflow), ...check(workflow, catalogue)]
    : inWords(error.issues, source.value, workflowDialect);
  return workflow && findings.length === 0 ? { workflow } : { problems: findings.map(source.problem).sort(byPlace) };
}

function namedAs(file: string, { name }: Workflow): Finding[] {
  const expected = basename(file, '.yaml');
  if (name === expected) return [];
  return [
    {
      at: ['name'],
      message: `The file is called ${expected} and the workflow ${name}`,
      remedy: 'Give both the same name.',
    },
  ];
}

/** Longer than any workflow a person would want to read, and deeper than any can be. */
const most = { characters: 64_000, brackets: 500 };

function tooLarge(file: string): Problem {
  const remedy = 'Split it into smaller workflows.';
  return { file, line: 1, column: 1, message: 'This file is too large for a workflow', remedy };
}
