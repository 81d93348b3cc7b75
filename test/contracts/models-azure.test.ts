import { openOpenAi } from '../fakes/models/openai.ts';
import { describeModel } from './models.ts';
import { inLab } from './models-stage.ts';

describeModel('Azure OpenAI', () =>
  inLab(openOpenAi('azure'), { provider: 'azure', name: 'tickets', url: 'https://contoso.openai.azure.com' }),
);
