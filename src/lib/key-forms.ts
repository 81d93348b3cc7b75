/** Keys and tokens by the form their makers give them, which nothing else has. Every repetition is bounded, so that no text makes the search slow. */
export const keyForms: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]{1,40}-----(?:(?!-----)[\s\S]){0,20000}(?:-----END [A-Z0-9 ]{1,40}-----)?/g,
  /\b(?:sk|pk|rk)-[A-Za-z0-9_-]{12,300}/g,
  /\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{3,300}/g,
  /\bxox[a-z]-[A-Za-z0-9-]{8,300}/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|npm_|hf_|dop_v1_|shpat_|pypi-|AGE-SECRET-KEY-)[A-Za-z0-9_-]{12,300}/g,
  /\bSG\.[A-Za-z0-9_-]{8,80}\.[A-Za-z0-9_-]{8,80}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,40}/g,
  /\bAIza[A-Za-z0-9_-]{20,80}/g,
  /\beyJ[A-Za-z0-9_-]{8,8000}(?:\.[A-Za-z0-9_-]{1,8000}){1,2}/g,
];
