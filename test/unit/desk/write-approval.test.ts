import { expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { fileDigest } from '../../../src/desk/look-again.ts';
import { coveredCalls } from '../../../src/desk/plan.ts';
import { writeApproval } from '../../../src/desk/write-approval.ts';
import type { Workflow } from '../../../src/domain/workflow.ts';
import { policyOf } from '../../../src/policy/policy.ts';
import { createApprovals } from '../../../src/store/approvals.ts';
import { createCounts } from '../../../src/store/counts.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { createTickets } from '../../../src/store/tickets.ts';
import { createVerifications } from '../../../src/store/verifications.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';
import { aRun } from './a-run.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const values = { userId: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', account: 'gone@contoso.com', revokeSessions: true };
const run = aRun({
  approve: { approve: { steps: ['switch-off'] } },
  'switch-off': { needs: ['approve'], operation: 'graph.disableUser', with: values },
});

describeWithDatabase('a question to approvers that is put once more', () => {
  let pool: Pool;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });

  /** Puts it while this is the workflow's file, or while there is none. */
  async function put(file?: Workflow) {
    const calls = coveredCalls(['switch-off'], run, new Map(), registry);
    const question = { id: `${run.id}:approve`, step: 'approve', calls, expires: undefined, differences: [] };
    const written = await writeApproval(question, run, new Map(), {
      ...{ pool, registry, workflows: file ? [file] : [] },
      ...{ approvals: createApprovals(pool), counts: createCounts(pool), platforms: new Map() },
      ...{ verifications: createVerifications(pool), tickets: createTickets(pool) },
      policyFor: async () => policyOf(),
      roster: async () => ({ customers: [], people: [] }),
    });
    return written.state === 'written' ? written.approval.file : written;
  }

  test('is about the file that was there the first time, whatever was edited before a restart', async () => {
    const edited = { ...run.workflow, title: 'Wave it through' };

    const first = await put(run.workflow);

    expect(first).toBe(fileDigest(run, { workflows: [run.workflow] }));
    expect(await put(edited)).toBe(first);
    expect(await put()).toBe(first);
  });
});
