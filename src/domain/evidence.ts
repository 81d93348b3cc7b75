/** What a look shows of a call that may have been carried out: its output, that it surely was not, or nothing. */
export type Evidence = { readonly output: unknown } | 'absent' | 'unknown';
