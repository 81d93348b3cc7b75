const keys = ['MSP_KEY_FILE', 'MSP_KEY', 'MSP_KEY_VAULT_KEY'] as const;
const proofs = ['MSP_KEY_VAULT_SECRET', 'MSP_KEY_VAULT_CERTIFICATE'] as const;
const app = ['MSP_KEY_VAULT_TENANT', 'MSP_KEY_VAULT_CLIENT_ID'] as const;

type Setting = (typeof keys | typeof proofs | typeof app)[number];
type Written = Readonly<Partial<Record<Setting | 'MSP_PREVIOUS_KEYS', string | undefined>>>;

interface Problem {
  readonly setting: Setting;
  readonly problem: string;
  readonly remedy: string;
}

/** What is missing or does not go together in the settings of the master key. It never says a value. */
export function keyProblems(written: Written, shouldBe: (setting: Setting) => string): Problem[] {
  const isThere = (setting: Setting) => Boolean(written[setting]);
  const proof = proofs.find(isThere);
  const usesKeyVault = isThere('MSP_KEY_VAULT_KEY') || /https:/.test(written.MSP_PREVIOUS_KEYS ?? '');
  return [
    ...oneOf(
      keys.filter(isThere),
      'Only one master key wraps. Keep this one, and name the other one in MSP_PREVIOUS_KEYS.',
    ),
    ...oneOf(proofs.filter(isThere), 'Keep one of them.'),
    ...(proof ? app.filter((setting) => !isThere(setting)) : []).map((setting) => ({
      setting,
      problem: `is missing, but ${proof} is there`,
      remedy: `${shouldBe(setting)} Or remove ${proof}.`,
    })),
    ...(usesKeyVault ? [] : [...proofs, ...app].filter(isThere)).map((setting) => ({
      setting,
      problem: 'is there, but no key in Key Vault is named',
      remedy: `${shouldBe('MSP_KEY_VAULT_KEY').replace('Set it', 'Set MSP_KEY_VAULT_KEY')} Or remove ${setting}.`,
    })),
  ];
}

function oneOf([first, ...others]: readonly Setting[], remedy: string): Problem[] {
  return others.map((other) => ({ setting: other, problem: `is there beside ${first}`, remedy }));
}
