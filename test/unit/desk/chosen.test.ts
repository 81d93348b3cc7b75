import { expect, test } from 'vitest';
import { chosenFor } from '../../../src/desk/chosen.ts';
import { Classification } from '../../../src/domain/classification.ts';
import { Workflow } from '../../../src/domain/workflow.ts';
import { registry } from '../workflows/bad-workflow.ts';
import { aRun } from './a-run.ts';

test('what is not confirmed and what is not known are asked for in the order in which the workflow names them', () => {
  const asked = { title: 'x', ask: 'Which?' };
  const workflow = Workflow.parse({
    ...{
      name: 'note',
      title: 'Note',
      summary: 'Notes.',
      version: 1,
      'edited-by': 'release',
      end: 'resolved',
      result: 'Done.',
    },
    categories: ['printer_issue'],
    inputs: {
      device: { ...asked, kind: 'device', from: ['text'] },
      floor: { ...asked, kind: 'text', from: ['command'] },
    },
    steps: {
      note: { operation: 'zohoDesk.addComment', with: { ticketId: '1', text: '${inputs.device} ${inputs.floor}' } },
    },
  });
  const { ticket, customer } = aRun({});
  const believed = Classification.parse({
    ...{ category: 'printer_issue', confidence: 95, reasoning: 'toner', suggestedAction: 'Look at it' },
    ...{ autoResolvable: true, agreed: true, vetoes: [], inputs: { device: 'LAB-PC-9' } },
  });

  const { missing, inputs } = chosenFor(ticket, believed, customer, { workflows: [workflow], registry });

  expect({ missing, inputs }).toEqual({ missing: ['device', 'floor'], inputs: {} });
});
