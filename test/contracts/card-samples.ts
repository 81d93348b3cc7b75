import { approvalMessage } from '../../src/cards/approval.ts';
import { batchMessage } from '../../src/cards/batch.ts';
import { breakGlassMessage } from '../../src/cards/break-glass.ts';
import type { Message } from '../../src/cards/card.ts';
import { costMessage } from '../../src/cards/cost.ts';
import { failureMessage } from '../../src/cards/failure.ts';
import { fuseMessage } from '../../src/cards/fuse.ts';
import { handOffMessage } from '../../src/cards/hand-off.ts';
import { handoverMessage } from '../../src/cards/handover.ts';
import { helpMessage } from '../../src/cards/help.ts';
import { noticeMessage } from '../../src/cards/notice.ts';
import { progressMessage } from '../../src/cards/progress.ts';
import { questionMessage } from '../../src/cards/question.ts';
import { refusalMessage } from '../../src/cards/refusal.ts';
import { rehearsalMessage } from '../../src/cards/rehearsal.ts';
import { resultMessage } from '../../src/cards/result.ts';
import { statusMessage } from '../../src/cards/status.ts';
import { type TaskState, taskMessage } from '../../src/cards/task.ts';
import { unsureMessage } from '../../src/cards/unsure.ts';
import { confirmationMessage, verificationMessage } from '../../src/cards/verification.ts';
import type { Approval, ApprovalState } from '../../src/domain/approval.ts';
import type { BreakGlass } from '../../src/domain/break-glass.ts';
import type { Demands } from '../../src/domain/demands.ts';
import type { Fuse, Paused } from '../../src/domain/fuse.ts';
import type { HandOff } from '../../src/domain/hand-off.ts';

/** Every look of every card. `says` writes what somebody else said, so that a test can choose how hostile it is. */
export function sampleMessages(says: (usually: string) => string): Record<string, Message> {
  const ticketId = 'T-1042';
  const matter = {
    ...{ id: 'r-1:verification', ticketId, customerName: says('Contoso'), requesterName: says('Tess Novak') },
    ...{ account: says('ada@contoso.example'), what: says('Reset the password') },
  };
  const doubt = {
    customerName: says('Contoso'),
    subject: says('The coffee machine hums'),
    what: says('Create a help desk ticket'),
    where: 'Zoho Desk',
  };
  return {
    'approval pending': approvalMessage(sampleApproval('pending', says), says('Contoso')),
    'approval approved': approvalMessage(sampleApproval('approved', says), says('Contoso')),
    'approval denied': approvalMessage(sampleApproval('denied', says), says('Contoso')),
    'approval expired': approvalMessage(sampleApproval('expired', says), says('Contoso')),
    'approval void': approvalMessage({ ...sampleApproval('void', says), reason: says('It changed.') }, says('Contoso')),
    'approval sent back': approvalMessage(sentBackApproval(says), says('Contoso')),
    'approval by two who type': approvalMessage(demandingApproval(says), says('Contoso'), {
      colleagues: sampleColleagues(says),
    }),
    'approval of many calls': approvalMessage(crowdedApproval(says), says('Contoso')),
    'batch pending': batchMessage(sampleBatch(says, ['pending', 'pending', 'approved', undefined])),
    'batch full': batchMessage(
      sampleBatch(
        says,
        Array.from({ length: 10 }, () => 'pending'),
      ),
    ),
    'batch decided': batchMessage(sampleBatch(says, ['denied', 'approved', 'expired'])),
    'fuse blown': fuseMessage(sampleFuse('blown'), says('Contoso'), samplePaused(says, 3), '10 min'),
    'fuse released': fuseMessage(sampleFuse('released', says), says('Contoso'), samplePaused(says, 40), '10 min'),
    'fuse stopped': fuseMessage(sampleFuse('stopped', says), says('Contoso'), samplePaused(says, 2), '10 min'),
    'question with text': questionMessage({ id: 'q1', ticketId, text: says('Which device is it about?') }),
    'question with choices': questionMessage({
      id: 'q1',
      ticketId,
      text: says('Which license is needed?'),
      choices: ['Microsoft 365 E3', 'Visio', 'Project'].map((value) => ({ title: says(value), value })),
    }),
    'question with choices alone': questionMessage({
      id: 'q1',
      ticketId,
      text: says('I am not sure what you need. Which of these is it?'),
      choices: ['Reset a password', 'Something else'].map((value) => ({ title: says(value), value })),
      isClosed: true,
    }),
    'question answered': questionMessage({
      id: 'q1',
      ticketId,
      text: says('Which device is it about?'),
      answeredBy: says('Ada Lovelace'),
      answer: says('LAPTOP-042'),
    }),
    'verification to choose': verificationMessage(matter, {
      is: 'choosing',
      turn: 2,
      note: says('The directory names no manager.'),
    }),
    'verification with the manager': verificationMessage(matter, {
      is: 'with-manager',
      manager: says('Kim Diaz'),
      holder: says('Ada Lovelace'),
    }),
    'verification by code': verificationMessage(matter, {
      is: 'calling',
      by: says('Tess Novak'),
      challenge: 'r-1:1',
      asks: 'code',
    }),
    'verification by call': verificationMessage(matter, {
      is: 'calling',
      by: says('Tess Novak'),
      challenge: 'r-1:1',
      asks: 'digits',
    }),
    'verification passed': verificationMessage(matter, {
      is: 'passed',
      words: says('The manager Kim Diaz confirmed it.'),
    }),
    'verification failed': verificationMessage(matter, { is: 'failed', words: says('Kim Diaz: not wanted.') }),
    'verification of the manager': confirmationMessage(matter, { holder: says('Ada Lovelace'), challenge: 'r-1:1' }),
    'verification settled': confirmationMessage(matter, { ended: 'This is settled.' }),
    refusal: refusalMessage({ why: says('You asked for this yourself. Kim can.'), plea: 'p-1' }),
    'break-glass': breakGlassMessage({ ...sampleGlass(says), state: 'open' }, says('Contoso')),
    'break-glass that is asked for': breakGlassMessage({ ...sampleGlass(says), state: 'asked' }, says('Contoso')),
    'break-glass to be reviewed': breakGlassMessage({ ...sampleGlass(says), state: 'over' }, says('Contoso'), [
      says('MSP-12: Reset the password for ada@contoso.example, asked by Ada Lovelace, approved by Kim Diaz'),
    ]),
    'refusal with nobody to ask': refusalMessage({ why: says('An approver of your service desk can.') }),
    progress: progressMessage({
      ticketId,
      title: says('Reset a password'),
      steps: [
        { title: says('Look up the account'), state: 'done' },
        { title: says('Check the device'), state: 'skipped' },
        { title: says('Ask for approval'), state: 'running' },
        { title: says('Reset the password'), state: 'waiting' },
        { title: says('Tell the help desk'), state: 'failed' },
      ],
      note: says('Kim or Sam can decide.'),
    }),
    result: resultMessage({
      ticketId,
      outcome: 'resolved',
      headline: 'Resolved in 4 s',
      text: says('The password of ada@contoso.example is reset. Use the page I sent you to see it once.'),
      simulated: { titles: [], isAll: true },
    }),
    'result of which something was simulated': resultMessage({
      ticketId,
      outcome: 'resolved',
      headline: 'Resolved in 4 s',
      text: says('The password of ada@contoso.example is reset.'),
      simulated: { titles: [says('Close the help desk ticket')], isAll: false },
    }),
    failure: failureMessage({
      ticketId,
      headline: 'I could not reset the password',
      what: says('Microsoft Graph did not answer. Nothing was changed.'),
      next: says('Tess has the ticket now and will write to you.'),
    }),
    'unsure open': unsureMessage({ id: 'e1', ticketId, ...doubt }),
    'unsure settled': unsureMessage({ id: 'e1', ticketId, ...doubt, settledBy: says('Tess'), settledAs: 'happened' }),
    'task open': sampleTask({ is: 'open' }, says),
    'task seen': sampleTask({ is: 'seen' }, says),
    'task done': sampleTask({ is: 'done', by: says('Tess') }, says),
    'task not-done': sampleTask({ is: 'not-done', by: says('Tess'), words: says('The device is at home.') }, says),
    'task expired': sampleTask({ is: 'expired' }, says),
    rehearsal: rehearsalMessage({
      workflow: says('Reset a password'),
      customerName: says('Contoso'),
      lines: Array.from({ length: 30 }, (_, index) => ({
        title: says('Look up the account'),
        says: says('looked up with graph.getUser, simulated.'),
        stops: index === 2,
      })),
      outcome: 'resolved',
      result: says('The password of ada@contoso.example was reset.'),
      cost: 'Takes: looks Microsoft Graph 2; changes Microsoft Graph 1; approvals 1.',
    }),
    help: helpMessage({
      commands: [
        { usage: '/msp reset-password <user>', summary: 'Reset a password' },
        { usage: '/msp ticket <text>', summary: 'Ask for anything' },
        { usage: '/msp status [id]', summary: 'See where your tickets are' },
      ],
      workflows: [{ title: says('Free disk space'), summary: says('Finds what fills a disk and clears it.') }],
    }),
    status: statusMessage({
      tickets: [
        { id: ticketId, title: says('I forgot my password'), state: says('waiting for approval'), age: '3 min' },
      ],
    }),
    cost: costMessage({
      customerName: says('Contoso'),
      month: '2026-11',
      model: says('gpt-6-luna'),
      isKeptFromModel: true,
      sharesBudget: true,
      cost: {
        ...{ spent: '8.12345678', budget: 10, share: 81, isEstimate: true },
        ...{ tickets: 1234, calls: 1300, failed: 2, unsettled: 1, spared: 120 },
        models: Array.from({ length: 12 }, () => ({
          model: says('gpt-6-luna'),
          ...{
            calls: 1300,
            failed: 2,
            unsettled: 1,
            spared: 120,
            input: 2_000_000,
            cached: 1_500_000,
            output: 90_000,
            cost: '0.00012345',
            isEstimate: true,
          },
        })),
      },
    }),
    'cost of nothing': costMessage({
      customerName: says('Contoso'),
      month: '2026-11',
      model: undefined,
      isKeptFromModel: false,
      sharesBudget: false,
      cost: { spent: '0', tickets: 0, calls: 0, failed: 0, unsettled: 0, spared: 0, isEstimate: false, models: [] },
    }),
    'status of nothing': statusMessage({ tickets: [] }),
    'handover link': handoverMessage({
      id: 'h1',
      text: says('The one-time password is ready for you: https://desk.example.com/handover#token'),
      link: { url: 'https://desk.example.com/handover#token', token: 'token' },
    }),
    'handover code': handoverMessage({ id: 'h1', text: says('Please read the code out to Otto.') }),
    'handover code elsewhere': handoverMessage({ text: says('Kim reads the code out to you.') }),
    notice: noticeMessage(says('A ticket was escalated. Please look at it first.'), [
      says('Strange e-mail from our bank'),
    ]),
    'hand-off': handOffMessage(sampleHandOff(says)),
    'hand-off that can be corrected': handOffMessage(sampleHandOff(says), HAND_OFF),
    'hand-off with all there can be': handOffMessage(crowdedHandOff(says), HAND_OFF),
  };
}

const HAND_OFF = '3f0d2c1e-8a4b-4c6d-9e7f-1a2b3c4d5e6f';

function sampleHandOff(says: (usually: string) => string): HandOff {
  return {
    ticketId: 'T-1042',
    customerName: says('Contoso'),
    requesterName: says('Ada Lovelace'),
    subject: says('Printer on floor 3 eats paper'),
    body: says('It is the big one next to the kitchen.\nIt worked until this morning.'),
    classification: {
      category: 'printer_issue',
      confidence: 88,
      reasoning: says('the words "printer" and "paper"'),
      suggestedAction: says('Look at the printer.'),
      autoResolvable: false,
      vetoes: [],
      inputs: {},
      alternatives: [],
      agreed: true,
      urgency: 'normal',
      sentiment: 'calm',
      language: 'en',
      judge: { kind: 'offline' },
    },
    task: says('Help desk ticket 101: https://desk.contoso.example/101'),
    pages: [],
    why: says('Nothing I can do by myself fits this ticket.'),
  };
}

/** Unclear, urgent, angry, in German, judged in place of a model, with a draft, and corrected. */
function crowdedHandOff(says: (usually: string) => string): HandOff {
  const { classification, ...usual } = sampleHandOff(says);
  if (!classification) throw new Error('The sample believes nothing');
  return {
    ...usual,
    classification: {
      ...classification,
      confidence: 44,
      alternatives: [
        { category: 'hardware_issue', confidence: 30 },
        { category: 'network_issue', confidence: 12 },
        { category: 'disk_cleanup', confidence: 8 },
      ],
      urgency: 'critical',
      sentiment: 'angry',
      language: 'de',
      judge: { kind: 'offline', insteadOf: says('gpt-9'), because: says('it did not answer in time') },
    },
    draft: {
      title: 'Free disk space',
      values: [{ title: 'Device', value: says('CONTOSO-PC-17') }],
      command: says('/msp free-disk-space CONTOSO-PC-17'),
    },
    correction: { category: 'disk_cleanup', by: says('Tess Novak') },
  };
}

function sampleTask(state: TaskState, says: (usually: string) => string): Message {
  return taskMessage({
    id: 'r-1:wait',
    ticketId: 'T-1042',
    customerName: says('Contoso'),
    requesterName: says('Ada Lovelace'),
    subject: says('My disk is full'),
    task: says('Please run the script clean-up-disk on CONTOSO-PC-17: https://atera.example/devices/1017'),
    pages: ['https://atera.example/devices/1017'],
    state,
    before: says('2.4 GB free'),
    ...(state.is === 'open' ? {} : { after: says('31.6 GB free') }),
  });
}

export function sampleApproval(state: ApprovalState, says: (usually: string) => string): Approval {
  const decided = state === 'approved' || state === 'denied';
  return {
    id: 'a-1',
    runId: 'r-1',
    ticketId: 'T-1042',
    customerId: 'contoso',
    step: 'approve',
    workflow: {
      ...{ name: 'reset-password', title: says('Reset a password'), version: 3 },
      ...{ digest: '5e6f7a8b'.repeat(8), editedBy: 'release' },
    },
    target: { value: says('ada@contoso.example'), origin: 'signed-in identity' },
    subject: says('I forgot my password and have a meeting in ten minutes'),
    calls: [
      {
        step: 'reset',
        operation: 'graph.resetPassword',
        title: says('Set a new password'),
        risk: 'sensitive',
        mode: 'production',
        values: [
          { name: says('user'), value: says('ada@contoso.example'), origin: 'signed-in identity' },
          { name: says('change at next sign-in'), value: true, origin: 'workflow' },
        ],
      },
    ],
    ticketDigest: '9c0d1e2f'.repeat(8),
    rests: {},
    risk: 'sensitive',
    demands: oneApprover,
    policy: { version: '3a4b5c6d'.repeat(8), rules: ['changes need an approval'] },
    digest: '1a2b3c4d'.repeat(8),
    requester: {
      id: 'ada',
      name: says('Ada Lovelace'),
      account: 'ada@contoso.example',
      identities: [],
      roles: {},
    },
    authorIds: [],
    approverIds: ['sam', 'kim'],
    expiresAt: '2026-11-23T14:32:00.000Z',
    differences: [],
    notes: [],
    votes: decided && state === 'approved' ? [vote(says('Sam Carter'))] : [],
    cards: [],
    state,
    ...(decided ? { decidedBy: { id: 'sam', name: says('Sam Carter') }, decidedAt: '2026-11-23T14:20:00.000Z' } : {}),
    ...(state === 'denied' ? { reason: says('Ada sits next to me and did not ask for this.') } : {}),
  };
}

/** Of an account with special rights: two people, who type its name; one has said yes, and it was changed and handed over before. */
function demandingApproval(says: (usually: string) => string): Approval {
  return {
    ...sampleApproval('pending', says),
    risk: 'critical',
    demands: { ...oneApprover, approvers: 2, typed: true },
    changeable: true,
    differences: [says('Sam Carter asked for changes: “only this one”.'), says('Account: ada, was all')],
    votes: [vote(says('Sam Carter'))],
    handedTo: handedToKim(says),
  };
}

function sentBackApproval(says: (usually: string) => string): Approval {
  const decided = { decidedBy: { id: 'sam', name: says('Sam Carter') }, decidedAt: '2026-11-23T14:20:00.000Z' };
  return { ...sampleApproval('void', says), ...decided, reason: says('E3 is enough for them.') };
}

function crowdedApproval(says: (usually: string) => string): Approval {
  const approval = sampleApproval('pending', says);
  const values = Array.from({ length: 8 }, (_, index) => ({
    name: `value ${index}`,
    value: [says('first'), { second: says('second') }],
    origin: 'message text' as const,
  }));
  const calls = Array.from({ length: 20 }, (_, index) => ({
    step: `s${index}`,
    operation: 'graph.disableUser',
    title: says('Disable an account'),
    risk: 'critical' as const,
    mode: 'production' as const,
    values,
  }));
  return { ...approval, calls, risk: 'critical' };
}

function handedToKim(says: (usually: string) => string) {
  return { to: { id: 'kim', name: says('Kim Diaz') }, by: { id: 'sam', name: says('Sam Carter') } };
}

/** More people than anybody reads. */
function sampleColleagues(says: (usually: string) => string) {
  return Array.from({ length: 40 }, (_, index) => ({
    id: index === 0 ? 'kim' : `colleague-${index}`,
    name: says(index === 0 ? 'Kim Diaz' : `Colleague ${index}`),
  }));
}

/** One page of a list, as long as its items may be. */
function sampleBatch(says: (usually: string) => string, states: readonly (ApprovalState | undefined)[]) {
  const items = states.map((state, index) => ({
    position: index + 1,
    target: says(`person${index + 1}@contoso.example`),
    approval: state && {
      ...sampleApproval(state, says),
      calls: longestCalls,
      risk: 'critical' as const,
      demands: { ...oneApprover, approvers: 2, typed: true },
      batch: { id: 'b-1', position: index + 1, phrase: says('Contoso') },
      ...(index % 2 === 0 ? { handedTo: handedToKim(says) } : {}),
    },
    outcome: state === 'denied' ? ('denied' as const) : state === undefined ? ('assigned' as const) : null,
    why: state === 'denied' ? says('Sam Carter denied it.') : null,
  }));
  return {
    bound: { batch: 'b-1', step: 'approve-reset', page: '1', digest: '1a2b3c4d'.repeat(8) },
    customerName: says('Contoso'),
    title: says('Reset a password'),
    requester: { ...sampleApproval('pending', says).requester, name: says('Tess Novak') },
    size: states.length,
    items,
    colleagues: sampleColleagues(says),
  };
}

/** As much as fits into a line. */
const longestCalls = [
  {
    ...{ step: 'reset', operation: 'graph.resetPassword', title: 'Set a new password' },
    ...{ risk: 'sensitive' as const, mode: 'production' as const },
    values: [
      { name: 'userId', value: '6f0c2b1e-52d7-4f43-9a86-3d1b7c9e0a11', origin: 'looked up' as const },
      { name: 'account', value: 'a'.repeat(520), origin: 'looked up' as const },
    ],
  },
];

function sampleFuse(state: Fuse['state'], says = (usually: string) => usually): Fuse {
  return {
    ...{ id: 'f-1', customerId: 'contoso', state, limits: { most: 20, within: '10m' }, blownBy: 'MSP-1', cards: [] },
    endsAt: new Date('2026-11-23T15:00:00.000Z'),
    openUntil: state === 'released' ? new Date('2026-11-23T14:20:00.000Z') : null,
    decidedBy: state === 'blown' ? null : { id: 'sam', name: says('Sam Carter') },
  };
}

function samplePaused(says: (usually: string) => string, count: number): Paused[] {
  const { requester } = sampleApproval('pending', says);
  return Array.from({ length: count }, (_, index) => ({
    ...{ ticketId: `MSP-${index + 20}`, title: says('Assign the licence'), requester },
    target: says(`person${index + 1}@contoso.example`),
  }));
}

function sampleGlass(says: (usually: string) => string): BreakGlass {
  return {
    id: 'g-1',
    customerId: 'contoso',
    reason: says('The approvers sit in an aeroplane and payroll runs tonight'),
    state: 'open',
    askedBy: { id: 'kim', name: says('Kim Diaz') },
    confirmedBy: { id: 'tess', name: says('Tess Novak') },
    until: '2026-11-23T15:20:00.000Z',
    cards: [],
  };
}

/** What the usual policy demands of a reset. */
export const oneApprover: Demands = {
  approvers: 1,
  roles: ['approver'],
  not: ['requester', 'author', 'beneficiary', 'editor'],
  expires: '15m',
  verify: false,
  typed: false,
};

function vote(name: string): Approval['votes'][number] {
  return { by: { id: 'sam', name }, roles: ['approver'], surface: 'slack', at: '2026-11-23T14:20:00.000Z' };
}
