import { samples } from '../fakes/vendors/zoho-desk.ts';
import { liveOperations } from './live-operations.ts';

liveOperations(samples);
