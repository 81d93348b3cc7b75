import type { Finding } from '../lib/finding.ts';
import type { Dialect, Issue } from '../lib/issues.ts';
import { workflowKeys } from './schema.ts';

/** The guide's words for a workflow that does nothing. */
export const noSteps: Finding = {
  at: ['steps'],
  onKey: true,
  message: 'Workflow must have at least one agent',
  remedy: 'Add a step under `steps`.',
};

/** What each kind of step is recognised by. */
const verbs = ['operation', 'approve', 'require', 'notify', 'deliver', 'task'];

/** How workflow files are spoken of. */
export const workflowDialect: Dialect = {
  keys: workflowKeys,
  page: 'docs/workflows.md',
  missing: (name) => (name === 'steps' ? noSteps : undefined),

  /** A step is meant to be what its verb says. */
  meant(errors, at, written) {
    const isStep = at.length === 2 && at[0] === 'steps' && typeof written === 'object' && written !== null;
    if (!isStep) return undefined;

    const said = verbs.filter((verb) => Object.hasOwn(written, verb));
    const message = `Let this step do one thing: ${verbs.join(', ')}`;
    if (said.length !== 1) return [{ code: 'custom', path: [], message, input: written }];
    return errors.find((issues) => issues.every((issue) => !knowsNot(issue, said[0]))) ?? [];
  },
};

function knowsNot(issue: Issue, verb: string | undefined): boolean {
  return issue.code === 'unrecognized_keys' && issue.keys.some((key) => key === verb);
}
