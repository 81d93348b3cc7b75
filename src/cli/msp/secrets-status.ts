import { inPlainTime } from '../../lib/duration.ts';
import type { CustomerStatus, KeyStatus, SecretsStatus } from '../../secrets/key-status.ts';
import { inColumns } from './operations.ts';
import type { SecretKeys } from './secret-keys.ts';
import { inJson, type Terminal } from './terminal.ts';

interface Parts {
  readonly secretKeys: () => Promise<SecretKeys>;
  readonly terminal: Terminal;
}

/** `msp secrets status`: every key and whether it opens; `false` when one does not. */
export async function showSecrets({ json }: { readonly json: boolean }, parts: Parts): Promise<boolean> {
  const status = await (await parts.secretKeys()).status();
  parts.terminal.print(json ? inJson(status) : inWords(status));
  return status.ok;
}

function inWords({ masterKey, earlier, customers }: SecretsStatus): string {
  const head = ['customer', 'data key', 'age', 'wrapped by', 'secrets', ''];
  const rows = customers.flatMap(({ id, keys, ...about }) => [
    ...keys.map((key) => [id, key.id, inPlainTime(key.ageMs), key.wrappedBy, String(key.secrets), stateOf(key)]),
    ...oldFormat(id, { keys, ...about }),
  ]);
  return [
    `Master key: ${masterKey}`,
    ...earlier.map(({ id, isNeeded }) =>
      isNeeded ? `Earlier one: ${id}, still needed` : `Earlier one: ${id}, not needed any more: it can go`,
    ),
    rows.length > 0 ? `\n${inColumns([head, ...rows])}` : '\nNothing has been sealed yet.',
    ...notes(customers, earlier),
  ].join('\n');
}

function stateOf({ problem, isRetired, isCurrent }: KeyStatus): string {
  if (problem !== undefined) return '✗ does not open';
  return [isRetired ? 'retired' : 'seals', ...(isCurrent ? [] : ['wrapped by an earlier master key'])].join(', ');
}

/** What was sealed before customers had keys of their own. */
function oldFormat(id: string, { keys, secrets }: Omit<CustomerStatus, 'id'>): string[][] {
  const straight = secrets - keys.reduce((total, key) => total + key.secrets, 0);
  return straight > 0 ? [[id, 'none', '', '', String(straight), 'sealed straight with a master key']] : [];
}

function notes(customers: readonly CustomerStatus[], earlier: SecretsStatus['earlier']): string[] {
  const problems = customers.flatMap(({ id, keys, lost }) => [
    ...keys.flatMap((key) => (key.problem === undefined ? [] : [`✗ ${id}, ${key.id}: ${key.problem}`])),
    ...(lost > 0 ? [`✗ ${id}: ${lost} sealed with a key that is not here.`] : []),
  ]);
  const isBehind =
    earlier.some(({ isNeeded }) => isNeeded) ||
    customers.some(({ keys, sealedEarlier }) => sealedEarlier > 0 || keys.some(({ isCurrent }) => !isCurrent));
  return [
    ...(problems.length > 0 ? ['', ...problems] : []),
    ...(isBehind ? ['', '→ npx msp secrets rewrap moves everything to the present keys.'] : []),
  ];
}
