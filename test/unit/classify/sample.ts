import { readMetadata } from '../../../src/classify/reading/read-metadata.ts';
import { createRuleClassifier } from '../../../src/classify/rule-classifier.ts';
import type { Classification } from '../../../src/domain/classification.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { Workflow } from '../../../src/domain/workflow.ts';

export const sam: Person = { id: 'sam', name: 'Sam', account: 'Sam@contoso.example', identities: [], roles: {} };

/** A ticket as a chat makes it: the subject is how the text begins, unless it has one of its own. */
export function ticketSaying(
  body: string,
  subject = body.split('\n', 1)[0]?.slice(0, 80) || '(nothing)',
  requester = sam,
): Ticket {
  return {
    id: 'T-1',
    customerId: 'contoso',
    requester,
    place: { platform: 'terminal', workspace: 'desk', channel: 'help' },
    subject,
    body,
    receivedAt: '2026-03-02T09:00:00.000Z',
    metadata: readMetadata(subject, body, requester),
  };
}

const steps = { look: { operation: 'graph.getUser' } };
const from = ['command', 'identity', 'text'];

/** Workflows of three promises, with an input of each kind. */
export const workflows: readonly Workflow[] = [
  {
    name: 'reset-password',
    title: 'Reset a password',
    summary: 'Gives an account a new password.',
    version: 1,
    'edited-by': 'release',
    categories: ['password_reset', 'account_lockout'],
    end: 'resolved',
    inputs: { account: { title: 'Account', kind: 'account', from, ask: 'Which account?' } },
    examples: ['I forgot my password, please reset it', 'the door to my desk is shut since the holidays'],
    steps,
    result: 'Done.',
  },
  {
    name: 'free-disk-space',
    title: 'Free disk space',
    summary: 'Cleans a disk.',
    version: 1,
    'edited-by': 'release',
    categories: ['disk_cleanup'],
    end: 'assigned',
    inputs: { computer: { title: 'Device', kind: 'device', from, ask: 'Which device?' } },
    examples: ['my disk is full'],
    steps,
    result: 'Done.',
  },
  {
    name: 'assign-license',
    title: 'Assign a licence',
    summary: 'Gives an account a licence.',
    version: 1,
    'edited-by': 'release',
    categories: ['software_request'],
    end: 'resolved',
    inputs: {
      product: { title: 'Licence', kind: 'license', from, ask: 'Which licence?' },
      person: { title: 'Account', kind: 'account', from: ['identity'], ask: 'Whose account?' },
      reason: { title: 'Reason', kind: 'text', from, ask: 'Why?' },
    },
    examples: ['I need a Visio licence'],
    steps,
    result: 'Done.',
  },
].map((workflow) => Workflow.parse(workflow));

const classify = createRuleClassifier();

export function understand(body: string, subject?: string): Promise<Classification> {
  return classify(ticketSaying(body, subject), workflows);
}
