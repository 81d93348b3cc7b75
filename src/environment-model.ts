import { z } from 'zod';
import { about, wholeNumber } from './about-setting.ts';
import { type ModelPrice, modelProviders } from './domain/language-model.ts';
import { isPrivateHost } from './lib/private-host.ts';

const DOLLARS = /^\d{1,6}(\.\d{1,6})?$/;

/** The settings of the language model. A key alone sends nothing anywhere. */
export const modelEnvironment = {
  MSP_MODEL: z
    .enum(['off', ...modelProviders])
    .default('off')
    .register(about, {
      group: 'Model',
      purpose:
        "Whose language model reads tickets beside the desk's own rules. compatible is any address that speaks as OpenAI does, such as a model of your own.",
      expects: 'off, openai, anthropic, azure or compatible',
      example: 'openai',
    }),
  MSP_MODEL_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{8,}$/)
    .optional()
    .register(about, {
      group: 'Model',
      purpose: 'Key of that provider. Not needed for compatible.',
      expects: 'the API key, which has no spaces in it',
      example: 'sk-your-key',
      secret: true,
    }),
  MSP_MODEL_NAME: z
    .string()
    .regex(/^[\w./:@-]{1,200}$/)
    .optional()
    .register(about, {
      group: 'Model',
      purpose:
        'Model to ask: by default gpt-6-luna of OpenAI and claude-haiku-5-5 of Anthropic. Needed for azure, where it is the deployment, and for compatible. `npx msp models` lists what there is.',
      expects: 'the name of a model, as its provider writes it',
      example: 'gpt-6-luna',
    }),
  MSP_MODEL_URL: z
    .string()
    .refine(isModelUrl)
    .transform((text: string) => text.replace(/\/+$/, ''))
    .optional()
    .register(about, {
      group: 'Model',
      purpose: 'Where the model is. Needed for azure and compatible; else the usual address of the provider.',
      expects:
        'an https address, or an http address in your own network, in small letters and without a query, as its provider writes it',
      example: 'https://your-resource.openai.azure.com',
    }),
  MSP_MODEL_PRICE: z
    .string()
    .transform((text) => text.split('/'))
    .pipe(z.tuple([z.string().regex(DOLLARS), z.string().regex(DOLLARS), z.string().regex(DOLLARS)]))
    .transform(([input, cached, output]): ModelPrice => {
      return { input: Number(input), cached: Number(cached), output: Number(output) };
    })
    .optional()
    .register(about, {
      group: 'Model',
      purpose: 'What the model costs, where the price that the desk knows is not yours.',
      expects: 'US dollars for a million tokens: input/cached/output',
      example: '0.25/0.025/2',
    }),
  MSP_MODEL_BUDGET: z.string().regex(DOLLARS).transform(Number).default(20).register(about, {
    group: 'Model',
    purpose: 'US dollars a month that the model may cost for all customers together; then the rules read alone.',
    expects: 'an amount in US dollars',
    example: '50',
  }),
  MSP_MODEL_PER_MINUTE: wholeNumber(100_000).pipe(z.number().min(1)).default(60).register(about, {
    group: 'Model',
    purpose: 'Requests a minute that the model may get.',
    expects: 'a whole number from 1 to 100000',
    example: '60',
  }),
};

/** Tickets travel to this address: in the clear within a private network alone, and to no place that the text hides. */
function isModelUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash, href } = new URL(text);
  const isPlain = !username && !password && !search && !hash && (href === text || href === `${text}/`);
  return isPlain && (protocol === 'https:' || (protocol === 'http:' && isPrivateHost(hostname)));
}
