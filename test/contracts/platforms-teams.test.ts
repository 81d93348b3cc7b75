import { startTeams } from '../fakes/teams.ts';
import { platformContract } from './platforms.ts';

platformContract('teams', startTeams, { deliversAgainOnFailure: true, hasGuests: true });
