import type { Config } from '../../../src/config.ts';
import type { Lab } from '../vendors/lab.ts';
import type { FakeOpenAi } from './openai.ts';

/** The settings of a desk in demo mode whose tickets are read by this model. */
export function configWith(
  { key }: Pick<FakeOpenAi, 'key'>,
  { proxy }: Pick<Lab, 'proxy'>,
  { url, folder }: { readonly url: string; readonly folder: string },
): Config {
  return {
    http: { host: '127.0.0.1', port: 0 },
    dataDir: folder,
    databaseUrl: url,
    replica: 'model',
    log: { level: 'silent' },
    terminal: 'off',
    demoPaceMs: 0,
    model: { provider: 'openai', name: 'gpt-6-luna', key, budget: 1_000, perMinute: 1_000_000 },
    proxy: { url: proxy, except: '' },
  };
}
