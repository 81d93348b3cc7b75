import { type ConnectionStanding, nothingLearned, Standing, standingOf, withStanding } from '../domain/standing.ts';
import { openSettings, type SettingsAdapter } from './settings.ts';

/** What the desk has learned about its connections, in the deployment's settings document. */
export async function openStandings(adapter: SettingsAdapter) {
  const settings = await openSettings({ adapter, schema: Standing, initial: nothingLearned });
  return {
    async of(customerId: string, connector: string): Promise<ConnectionStanding | undefined> {
      return standingOf(customerId, connector, await settings.read());
    },
    async learn(customerId: string, connector: string, learned: ConnectionStanding): Promise<void> {
      await settings.update((standing) => withStanding(customerId, connector, learned, standing));
    },
  };
}
