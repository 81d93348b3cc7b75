import { expect, test } from 'vitest';
import { Workflow } from '../../../src/domain/workflow.ts';
import { describeWorkflows } from '../../../src/workflows/describe.ts';
import { registry } from './bad-workflow.ts';

const picture = describeWorkflows(
  [
    Workflow.parse({
      name: 'end',
      title: 'A "quoted" <title>',
      summary: 'Does nothing.',
      version: 1,
      'edited-by': 'release',
      categories: ['disk_cleanup'],
      end: 'resolved',
      steps: {
        end: { title: 'Ask & see', approve: { steps: ['clean'] } },
        clean: { needs: ['end'], operation: 'atera.runDiskCleanup', 'on-failure': 'call' },
        call: { notify: 'technicians', text: 'Please call.' },
        'tell-them': {
          needs: ['clean'],
          when: { value: '${steps.clean.ticketId}', present: true },
          notify: 'requester',
          text: 'Done.',
        },
      },
      result: 'Done.',
    }),
  ],
  registry,
).split('\n');

test.each([
  ['an arrow for what it needs', '  step-end --> step-clean'],
  ['a dashed arrow to what stands in for it', '  step-clean -. "if it failed" .-> step-call'],
  ['the condition under which it is taken', '  step-clean -- "if clean.ticketId is known" --> step-tell-them'],
  ['thick lines where something changes', '  step-clean["clean<br/>atera.runDiskCleanup"]:::change'],
  ['who is told', '  step-call>"call<br/>tells the technicians"]:::told'],
  [
    'nothing in a title that would be read as a picture',
    '  step-end{{"Ask #amp; see<br/>asks the approvers"}}:::approval',
  ],
  ['the end after what nothing waits for', '  step-tell-them --> over'],
  ['what may start it', '`end`. Does nothing. Tickets: `disk_cleanup`.'],
])('a picture of a workflow has %s', (_, line) => {
  expect(picture).toContain(line);
});

test('a fallback leads to no end of its own', () => {
  expect(picture).not.toContain('  step-call --> over');
});
