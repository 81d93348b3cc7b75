import { describe, expect, test } from 'vitest';
import { connectors } from '../../../src/connectors/all.ts';
import { createRegistry } from '../../../src/connectors/registry.ts';
import { simulatedIn } from '../../../src/desk/simulated.ts';
import type { Customer } from '../../../src/domain/customer.ts';
import type { Workflow } from '../../../src/domain/workflow.ts';
import type { NodeEnd } from '../../../src/runs/graph.ts';

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const steps: Workflow['steps'] = {
  'find-user': { needs: [], operation: 'graph.getUser', with: {} },
  'open-ticket': { needs: [], operation: 'zohoDesk.createTicket', with: {} },
  reset: { needs: [], title: 'Reset the password', operation: 'graph.resetPassword', with: {} },
};

function simulated(modes: Customer['modes'], ...done: readonly string[]) {
  const ends = new Map<string, NodeEnd>(
    Object.keys(steps).map((name) => [
      name,
      done.includes(name) ? { state: 'done', output: {} } : { state: 'passed-over' },
    ]),
  );
  const customer: Customer = { id: 'contoso', name: 'Contoso', chats: [], desk: [], modes };
  return simulatedIn({ workflow: { steps }, customer }, ends, { registry });
}

describe('what a run has only simulated', () => {
  test('is everything where no system is connected', () => {
    expect(simulated({}, 'find-user', 'open-ticket', 'reset')).toEqual({
      titles: ['Create help desk ticket', 'Reset the password'],
      isAll: true,
    });
  });

  test('is nothing where all that was done is real', () => {
    expect(simulated({ graph: 'production' }, 'find-user', 'reset')).toEqual({ titles: [], isAll: false });
  });

  test('is told by its title beside what is real', () => {
    expect(simulated({ graph: 'sandbox' }, 'find-user', 'open-ticket', 'reset')).toEqual({
      titles: ['Create help desk ticket'],
      isAll: false,
    });
    expect(simulated({ zohoDesk: 'sandbox' }, 'find-user', 'open-ticket', 'reset')).toEqual({
      titles: ['Reset the password'],
      isAll: false,
    });
  });

  test('is what was looked up where nothing else was', () => {
    expect(simulated({ zohoDesk: 'sandbox' }, 'find-user', 'open-ticket')).toEqual({
      titles: ['Look up user'],
      isAll: false,
    });
  });

  test('is nothing where nothing was done', () => {
    expect(simulated({})).toEqual({ titles: [], isAll: false });
  });
});
