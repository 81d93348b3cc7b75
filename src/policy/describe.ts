import { defaultRules } from './defaults.ts';
import { demandsInWords, scopeInWords } from './words.ts';

/** The rules that are built in, as a table of `docs/policy.md`. */
export function describePolicy(): string {
  const rows = defaultRules.map((rule) => [rule.name, scopeInWords(rule.when), demandsInWords(rule)]);
  return [['rule', 'about', 'demands'], ['---', '---', '---'], ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}
