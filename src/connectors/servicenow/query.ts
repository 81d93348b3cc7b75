import { vendorError } from '../vendor-error.ts';
import { VENDOR } from './vendor.ts';

/**
 * One condition of an encoded query. A value that the language would read as anything but itself is refused: `^` begins
 * another condition, `javascript:` and `DYNAMIC` are run by the instance, and `NULL` or nothing finds what is empty.
 */
export function is(field: string, value: string): string {
  if (means(value)) throw refused();
  return `${field}=${value}`;
}

/** All of the conditions hold. An absent one asks for nothing. */
export function all(...conditions: readonly (string | undefined)[]): string {
  return conditions.filter((condition) => condition !== undefined).join('^');
}

function means(value: string): boolean {
  return /[\^\p{Cc}]|^\s*(javascript:|dynamic|null\s*$|$)/iu.test(value);
}

function refused() {
  return vendorError(VENDOR, 'Not accepted', {
    detail: 'a search with characters that mean something else there',
    remedy: 'Use a plain name or address, without ^ and without code.',
    definite: true,
  });
}
