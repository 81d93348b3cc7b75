import { samples } from '../fakes/vendors/servicenow.ts';
import { liveOperations } from './live-operations.ts';

liveOperations(samples);
