import type { Run } from '../../../src/desk/run.ts';
import type { Person } from '../../../src/domain/person.ts';
import { Workflow } from '../../../src/domain/workflow.ts';

const ada: Person = {
  id: 'ada',
  name: 'Ada Lovelace',
  account: 'ada@contoso.com',
  identities: [{ platform: 'slack', workspace: 'T1', user: 'U1' }],
  roles: {},
};

/** A run of a workflow with these steps, asked for by Ada at Contoso. */
export function aRun(steps: Workflow['steps'], differently: Partial<Run> = {}): Run {
  return {
    id: 'MSP-1',
    ticket: {
      id: 'MSP-1',
      customerId: 'contoso',
      requester: ada,
      place: { platform: 'slack', workspace: 'T1', channel: 'help' },
      subject: 'I forgot my password',
      body: 'I forgot my password',
      receivedAt: '2026-01-01T00:00:00.000Z',
      metadata: { urgencyWords: [], emails: [], devices: [] },
    },
    customer: { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes: {} },
    workflow: Workflow.parse({
      name: 'reset-password',
      title: 'Reset a password',
      summary: 'Gives an account a new password.',
      version: 1,
      'edited-by': 'release',
      end: 'resolved',
      steps,
      result: 'Done.',
    }),
    why: 'The command asked for it.',
    inputs: {},
    grants: new Map(),
    rounds: new Map(),
    refreshed: {},
    waitingFor: () => {},
    ...differently,
  };
}
