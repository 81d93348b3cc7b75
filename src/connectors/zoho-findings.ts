import type { Finding } from './connector.ts';
import { finding } from './finding.ts';
import { grants } from './zoho-accounts.ts';

/** One read that shows whether something works, and the scopes that it needs. */
export function scopedFinding(what: string, needed: readonly string[], look: () => Promise<unknown>): Promise<Finding> {
  return finding(what, look, ({ kind, remedy }) =>
    kind === 'forbidden' ? `${remedy} This needs ${needed.join(' and ')}.` : remedy,
  );
}

/** The scopes that are needed, each with whether the token has it; nothing where Zoho doesn't say what it has. */
export function scopeFindings(needed: readonly string[], granted: readonly string[] | undefined): readonly Finding[] {
  if (!granted) return [];
  return needed.map((scope) => {
    const what = `Scope ${scope}`;
    if (grants(granted, scope)) return { what, ok: true };
    return { what, ok: false, remedy: `Make a new refresh token in the API console of Zoho, with ${scope} too.` };
  });
}
