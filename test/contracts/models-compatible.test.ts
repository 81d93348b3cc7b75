import { openCompatible } from '../fakes/models/compatible.ts';
import { describeModel } from './models.ts';

describeModel('a compatible server', async () => {
  const key = 'own-canary-key';
  const { url, model, requests, fail, close } = await openCompatible({ key });
  return {
    settings: { provider: 'compatible', name: 'llama3.2', url, key, perMinute: 1_000 },
    way: {},
    ...{ model, requests, fail, close },
  };
});
