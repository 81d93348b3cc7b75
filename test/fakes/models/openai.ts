import { checkAgainst } from '../vendors/specs.ts';
import type { FakeVendor, VendorAnswer, VendorRequest } from '../vendors/vendor.ts';
import { asResponse, refusal } from './openai-wire.ts';
import { type Asked, createScript, type ScriptedModel, schemaFault } from './script.ts';

/** OpenAI, or a resource of Azure OpenAI, with the models that one key may ask. */
export interface FakeOpenAi extends FakeVendor {
  readonly key: string;
  readonly model: ScriptedModel;
}

/** Which model there is, and what it can not do. */
const models: Readonly<Record<string, { readonly thinks: boolean; readonly forms: readonly string[] }>> = {
  'gpt-6-luna': { thinks: true, forms: ['json_schema', 'json_object', 'text'] },
  'gpt-6-sol': { thinks: true, forms: ['json_schema', 'json_object', 'text'] },
  'gpt-4o': { thinks: false, forms: ['json_schema', 'json_object', 'text'] },
  'gpt-4-turbo': { thinks: false, forms: ['json_object', 'text'] },
  'gpt-4': { thinks: false, forms: ['text'] },
};

interface Door {
  readonly hosts: readonly string[];
  readonly path: string;
  readonly key: string;
  keyIn(headers: VendorRequest['headers']): string | undefined;
  /** The model behind a name. */
  behind(name: string): string;
  readonly unknown: (name: string) => VendorAnswer;
}

const doors = {
  openai: {
    hosts: ['api.openai.com'],
    path: '/v1',
    key: 'sk-proj-canary-openai-0123456789',
    keyIn: ({ authorization }) => /^Bearer (.+)$/.exec(authorization ?? '')?.[1],
    behind: (name) => name,
    unknown: (name) => refusal(404, { message: `The model ${name} does not exist`, code: 'model_not_found' }),
  },
  azure: {
    hosts: ['contoso.openai.azure.com'],
    path: '/openai/v1',
    key: 'ca0a12canary456789abcdef01234567',
    keyIn: (headers) => headers['api-key'],
    behind: (name) => ({ tickets: 'gpt-6-luna' })[name] ?? '',
    unknown: () => refusal(404, { message: 'The API deployment does not exist.', code: 'DeploymentNotFound' }),
  },
} satisfies Record<string, Door>;

/** Opens the door of OpenAI, or that of Azure. */
export function openOpenAi(at: keyof typeof doors = 'openai'): FakeOpenAi {
  const door: Door = doors[at];
  const { model, hears, next } = createScript();
  // Azure's own host is described nowhere; what stands behind it is.
  const check = at === 'azure' ? checkAgainst(['openai']) : () => [];

  return {
    hosts: door.hosts,
    specs: at === 'openai' ? ['openai'] : [],
    isUndescribed: () => at === 'azure',
    key: door.key,
    model,
    enrol: () => ({ connection: {}, credentials: {} }),
    async answer(request) {
      const path = request.path.startsWith(`${door.path}/`) ? request.path.slice(door.path.length) : '';
      const faults = check({ ...request, host: 'api.openai.com', path: `/v1${path}` });
      if (faults.length > 0) throw new Error(faults.join('; '));
      if (door.keyIn(request.headers) !== door.key)
        return refusal(401, {
          message: `Incorrect API key: ${request.headers.authorization}`,
          code: 'invalid_api_key',
        });
      if (path === '/models') return list();
      if (path !== '/responses') return refusal(404, { message: `Unknown request URL: ${request.path}` });
      const asked = askedIn(request);
      hears(asked);
      const behind = models[door.behind(asked.model)];
      if (!behind) return door.unknown(asked.model);
      return refused(asked, behind) ?? asResponse(await next(), asked);
    },
  };
}

function list(): VendorAnswer {
  const data = Object.keys(models).map((id) => ({ id, object: 'model', created: 1_795_000_000, owned_by: 'openai' }));
  return { status: 200, body: { object: 'list', data } };
}

function askedIn({ body, headers }: VendorRequest): Asked {
  const content = JSON.parse(body);
  const { model, instructions, input } = content;
  return { model, system: String(instructions ?? ''), user: String(input), body: content, headers };
}

function refused({ body, user }: Asked, { thinks, forms }: (typeof models)[string]): VendorAnswer | undefined {
  const { reasoning, text } = Object(body);
  const { type = 'text', schema } = text?.format ?? {};
  if (reasoning && !thinks)
    return refusal(400, {
      ...{ message: "Unsupported parameter: 'reasoning.effort'", param: 'reasoning.effort' },
      code: 'unsupported_parameter',
    });
  if (!forms.includes(type)) return refusal(400, { message: `Invalid parameter: ${type}`, param: 'text.format.type' });
  if (type === 'json_object' && !/json/i.test(user))
    return refusal(400, { message: "'input' must contain the word 'json'", param: 'input' });
  const fault = type === 'json_schema' ? schemaFault(schema, { allRequired: true }) : undefined;
  return fault ? refusal(400, { message: fault, param: 'text.format.schema', code: 'invalid_json_schema' }) : undefined;
}
