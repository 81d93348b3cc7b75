/** Where something stands in a workflow file: keys and list positions from the top. */
export type Path = readonly (string | number)[];

/** What is wrong with a workflow, and what to do about it. */
export interface Finding {
  readonly at: Path;
  /** The key itself is wrong, and not what stands under it. */
  readonly onKey?: boolean;
  readonly message: string;
  readonly remedy: string;
}

/** A finding, where a person finds it. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly remedy: string;
}

/** All that is wrong with all workflow files, so that it can be put right in one go. */
export class WorkflowProblems extends Error {
  override readonly name = 'WorkflowProblems';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(inOneLine).join('\n'));
    this.problems = problems;
  }
}

function inOneLine({ file, line, column, message, remedy }: Problem): string {
  return `${file}:${line}:${column}  ${message}  → ${remedy}`;
}
