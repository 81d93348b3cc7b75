import { samples } from '../fakes/vendors/zoho-assist.ts';
import { liveOperations } from './live-operations.ts';

liveOperations(samples);
