import type { InputKind } from './workflow.ts';

/** How a value of one kind is written. */
interface Form {
  /** The value as it is used, or nothing where it is none of this kind. */
  read(written: string): string | undefined;
  /** What to write, for somebody who wrote something else. */
  readonly hint: string;
}

const anyWords: Form = { read: (written) => written || undefined, hint: 'Please write it in words.' };

const forms = {
  account: anyWords,
  device: anyWords,
  license: anyWords,
  text: anyWords,
  country: {
    read: (written) => (/^[a-z]{2}$/i.test(written) ? written.toUpperCase() : undefined),
    hint: 'Please write two letters, for example GB or US.',
  },
} satisfies Record<InputKind, Form>;

/** How an input is to be written; what nothing is known of may be anything. */
export function formOf(kind: InputKind | undefined): Form {
  return kind ? forms[kind] : anyWords;
}
