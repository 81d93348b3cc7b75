/** Keys and tokens by the form their makers give them. Every repetition is bounded, so that no text makes the search slow. */
export const secretForms: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]{1,40}-----(?:(?!-----)[\s\S]){0,20000}(?:-----END [A-Z0-9 ]{1,40}-----)?/g,
  /\b(?:sk|pk|rk)-[A-Za-z0-9_-]{12,300}/g,
  /\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{3,300}/g,
  /\bxox[a-z]-[A-Za-z0-9-]{8,300}/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|npm_|hf_|dop_v1_|shpat_|pypi-|AGE-SECRET-KEY-)[A-Za-z0-9_-]{12,300}/g,
  /\bSG\.[A-Za-z0-9_-]{8,80}\.[A-Za-z0-9_-]{8,80}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,40}/g,
  /\bAIza[A-Za-z0-9_-]{20,80}/g,
  /\beyJ[A-Za-z0-9_-]{8,8000}(?:\.[A-Za-z0-9_-]{1,8000}){1,2}/g,
  /(?<=\bAuthorization\s{0,3}[:=]\s{0,3}(?:Bearer|Basic|Token)\s{1,3})\S{8,2000}/gi,
  /\b(?:Bearer|Basic)\s{1,3}(?=[A-Za-z._~+/=-]{0,200}[\dA-Z+/=])[A-Za-z0-9._~+/=-]{8,2000}/g,
  /(?<=:\/\/)[^\s/:@]{1,200}:[^\s/@]{1,200}(?=@)/g,
  /otpauth:\/\/\S{1,500}/gi,
  /(?<=\b(?:password|passwd|pwd|accountkey|sharedaccess(?:key|signature)|secret|token|api[_-]?key|sig)\s{0,3}=\s{0,3})[^\s;&"']{1,400}/gi,
  /(?<=\s-u\s{0,3})[^\s:]{1,100}:\S{1,200}/g,
  /(?<=\/user:\S{1,100}\s{1,3})\S{3,200}/gi,
  /(?<=(?<![\p{L}\p{N}])p ?[:=] ?)(?=\S{0,60}\d)[^\s[]{5,100}/giu,
  // Keys of products, and of disks: groups of six digits.
  /(?<![A-Z0-9-])[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3,9}(?![A-Z0-9])/gi,
  /(?<!\d)\d{6}(?:[\s-]{1,3}\d{6}){1,9}(?!\d)/g,
  /(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/g,
];

/** The seed of a second factor, as apps show it: groups of four letters and digits. */
export const seed =
  /(?<![\p{L}\p{N}])(?:[A-Z2-7]{4}[ -]){3,15}[A-Z2-7]{2,4}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[A-Z2-7]{16,128}(?![\p{L}\p{N}])/giu;

/** Bytes in letters. The slash and the plus keep them from being one word. */
export const bytes = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{24,2000}={0,2}(?![A-Za-z0-9+/=])/g;

export function looksLikeSeed(found: string): boolean {
  return found
    .split(/[ -]/)
    .some((group) => (/\d/.test(group) && /[a-z]/i.test(group)) || (group.length >= 16 && /\d/.test(group)));
}

export function looksLikeBytes(found: string): boolean {
  const count = (kind: RegExp) => (found.match(kind) ?? []).length;
  return count(/\d/g) >= (found.length > 30 ? 1 : 2) && count(/[A-Z]/g) >= 4 && count(/[a-z]/g) >= 4;
}
