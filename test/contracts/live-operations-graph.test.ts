import { samples } from '../fakes/vendors/graph.ts';
import { liveOperations } from './live-operations.ts';

liveOperations(samples);
