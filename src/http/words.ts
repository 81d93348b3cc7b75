/** What a refused request is told. */
export function wordsFor(status: number): string {
  return words[status] ?? (status >= 500 ? FAILED : 'This request was not understood.');
}

const FAILED = 'Something went wrong. It has been written down.';

const words: Readonly<Record<number, string>> = {
  404: 'There is nothing here.',
  405: 'This address does not take that method.',
  408: 'This request took too long.',
  413: 'This request is too large.',
  415: 'This address does not take that kind of content.',
};
