import { openOpenAi } from '../fakes/models/openai.ts';
import { describeModel } from './models.ts';
import { inLab } from './models-stage.ts';

describeModel('OpenAI', () => inLab(openOpenAi(), { provider: 'openai', name: 'gpt-6-luna' }));
