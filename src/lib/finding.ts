/** Where something stands in a file that people write: keys and list positions from the top. */
export type Path = readonly (string | number)[];

/** What is wrong with such a file, and what to do about it. */
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

/** All that is wrong with what people wrote, so that it can be put right in one go. */
export class FileProblems extends Error {
  override readonly name = 'FileProblems';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(inOneLine).join('\n'));
    this.problems = problems;
  }
}

export function byPlace(a: Problem, b: Problem): number {
  return a.line - b.line || a.column - b.column;
}

function inOneLine({ file, line, column, message, remedy }: Problem): string {
  return `${file}:${line}:${column}  ${message}  → ${remedy}`;
}
