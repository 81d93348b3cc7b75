import { startSlack } from '../fakes/slack.ts';
import { platformContract } from './platforms.ts';

platformContract('Slack', startSlack, { deliversAgainOnFailure: true, hasGuests: true });
