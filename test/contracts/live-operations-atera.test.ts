import { samples } from '../fakes/vendors/atera.ts';
import { liveOperations } from './live-operations.ts';

liveOperations(samples);
