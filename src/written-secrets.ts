import { keyForms } from './lib/key-forms.ts';

/** A note such as `# password: hunter2`; where a credential is may be told. */
const note =
  /#[^\n]{0,200}\b(?:password|passwd|passphrase|secret|api[ _-]?key|token)\b ?[:=] ?["']?(?!env:|file:)(?=\S{0,80}\d)\S{6,}/gi;

/** Where in a text something stands that looks like a secret. */
export function writtenSecrets(text: string): readonly { readonly line: number; readonly column: number }[] {
  return [...keyForms, note]
    .flatMap((form) => [...text.matchAll(form)].map(({ index }) => index))
    .sort((a, b) => a - b)
    .map((index) => {
      const before = text.slice(0, index).split('\n');
      return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    });
}
