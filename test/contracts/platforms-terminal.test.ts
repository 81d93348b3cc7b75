import { startTerminal } from '../fakes/terminal.ts';
import { platformContract } from './platforms.ts';

platformContract('terminal', async () => startTerminal(), { deliversAgainOnFailure: false, hasGuests: false });
