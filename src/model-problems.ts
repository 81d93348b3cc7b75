import type { ModelProvider } from './domain/language-model.ts';

type Setting = 'MSP_MODEL_KEY' | 'MSP_MODEL_NAME' | 'MSP_MODEL_URL';
type Written = Readonly<Partial<Record<Setting | 'MSP_MODEL', string | undefined>>>;

interface Problem {
  readonly setting: Setting;
  readonly problem: string;
  readonly remedy: string;
}

const needs = {
  openai: ['MSP_MODEL_KEY'],
  anthropic: ['MSP_MODEL_KEY'],
  azure: ['MSP_MODEL_KEY', 'MSP_MODEL_NAME', 'MSP_MODEL_URL'],
  compatible: ['MSP_MODEL_NAME', 'MSP_MODEL_URL'],
} satisfies Record<ModelProvider, readonly Setting[]>;

/** Makers whose keys all begin alike; the longer beginning comes first, because the shorter one is a part of it. */
const keysOf = [
  { maker: 'anthropic', title: 'Anthropic', beginning: 'sk-ant-' },
  { maker: 'openai', title: 'OpenAI', beginning: 'sk-' },
] as const;

/** What is missing or does not go together in the settings of the language model. It never says a value. */
export function modelProblems(written: Written, shouldBe: (setting: Setting) => string): Problem[] {
  const provider = written.MSP_MODEL;
  if (!isProvider(provider)) return [];
  const missing = needs[provider]
    .filter((setting) => !written[setting])
    .map((setting) => ({
      setting,
      problem: `is missing, but MSP_MODEL says ${provider}`,
      remedy: `${shouldBe(setting)} Or set MSP_MODEL to off.`,
    }));
  const stranger = written.MSP_MODEL_KEY ? strangeKey(provider, written.MSP_MODEL_KEY) : [];
  return [...missing, ...stranger];
}

function isProvider(text: string | undefined): text is ModelProvider {
  return text !== undefined && Object.hasOwn(needs, text);
}

/** A key at the wrong door would be shown to a company that should never see it. */
function strangeKey(provider: ModelProvider, key: string): Problem[] {
  // What a compatible address takes is its own affair.
  if (provider === 'compatible') return [];
  const setting = 'MSP_MODEL_KEY';
  const found = keysOf.find(({ beginning }) => key.startsWith(beginning));
  if (found && found.maker !== provider)
    return [
      {
        setting,
        problem: `holds a key of ${found.title}, but MSP_MODEL says ${provider}`,
        remedy: `Set MSP_MODEL to ${found.maker}, or MSP_MODEL_KEY to a key for ${provider}.`,
      },
    ];
  const beginning = keysOf.find(({ maker }) => maker === provider)?.beginning;
  if (beginning === undefined || found) return [];
  const remedy = `Set it to a key that begins with ${beginning}. For another address that speaks as OpenAI does, set MSP_MODEL to compatible.`;
  return [{ setting, problem: `holds no key for ${provider}`, remedy }];
}
