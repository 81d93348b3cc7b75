import { openAnthropic } from '../fakes/models/anthropic.ts';
import { describeModel } from './models.ts';
import { inLab } from './models-stage.ts';

describeModel('Anthropic', () => inLab(openAnthropic(), { provider: 'anthropic', name: 'claude-haiku-5-5' }));
