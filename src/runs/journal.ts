import { DBOSClient } from '@dbos-inc/dbos-sdk';

/** What runs have written down, for whoever reads it later. It changes nothing. */
export interface Journal extends AsyncDisposable {
  /** What the steps of a run answered, by the name of each; a step that failed answered nothing. */
  answersOf(runId: string): Promise<ReadonlyMap<string, unknown>>;
}

/** Opens the journal beside an engine that may be at work. */
export async function openJournal(url: string): Promise<Journal> {
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const client = await DBOSClient.create({ systemDatabaseUrl: url, systemDatabasePoolSize: 2, logger: quiet });
  return {
    async answersOf(runId) {
      const steps = (await client.listWorkflowSteps(runId)) ?? [];
      return new Map(steps.filter(({ error }) => !error).map(({ name, output }) => [name, output]));
    },
    [Symbol.asyncDispose]: () => client.destroy(),
  };
}
