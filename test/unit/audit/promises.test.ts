import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createFlaws } from '../../../src/audit/flaw.ts';
import { BEGINNING } from '../../../src/audit/line.ts';
import { lookThrough } from '../../../src/audit/report.ts';
import { createSignedHeads } from '../../../src/audit/signed-heads.ts';
import { chainOf, type MadeLine } from '../../fakes/audit-log.ts';
import { approved, but, intended, party, resetOf } from '../../fakes/audit-story.ts';

/** What a log whose chain holds says about promises. */
async function judged(lines: readonly MadeLine[], { after = 0 } = {}) {
  const flaws = createFlaws();
  const chain = chainOf('contoso', lines);
  const { told } = await lookThrough(
    async (look) => {
      look.chain({ customer: 'contoso', after, previous: chain[after - 1]?.hash ?? BEGINNING });
      for (const line of chain.slice(after)) look.line(line);
      look.end({ isWhole: true });
    },
    createSignedHeads(),
    flaws,
  );
  return { told, broken: flaws.named.map(({ kind, seq, why }) => `${kind} ${seq}: ${why}`) };
}

const reset = () => resetOf('MSP-1');
const effect = { effect: 'MSP-1:reset', operation: 'graph.resetPassword' };
const approval = (change: Record<string, unknown>) => (line: MadeLine) => ({
  ...line,
  facts: { ...line.facts, ...change },
});

/** A reset that was approved together with another call. */
const alsoSending = (more: Record<string, unknown>) =>
  but(reset(), 'approval.asked', (line) => {
    const [call] = z.array(z.record(z.string(), z.unknown())).parse(line.facts?.calls);
    return { ...line, facts: { ...line.facts, calls: [call, { ...call, step: 'tell', input: more }] } };
  });
/** Nobody can decide it any more. */
const closed = (action: string) => ({
  action,
  facts: { approval: 'MSP-1:approve', digest: 'x', why: 'nobody decided' },
});

test('a reset that was asked for, approved and done keeps every promise', async () => {
  const { told, broken } = await judged(reset());
  expect(broken).toEqual([]);
  expect(told).toMatchObject({ approvals: 1, effects: 1, open: 0, unsure: 0 });
  expect(told.notJudged.size).toBe(0);
});

describe('a promise is broken, and the line named, when', () => {
  test.each<[what: string, lines: readonly MadeLine[], broken: readonly string[]]>([
    [
      'an effect has no intent',
      but(reset(), 'effect.intended', () => undefined),
      ['promise 5: MSP-1:reset has no intent before it'],
    ],
    [
      'an effect has no approval',
      but(reset(), 'effect.intended', approval({ approval: null, digest: null })),
      ['promise 5: MSP-1:reset needs an approval and has none'],
    ],
    [
      'nobody was asked for the approval it names',
      but(
        but(reset(), 'approval.asked', () => undefined),
        'approval.approved',
        () => undefined,
      ),
      ['promise 3: MSP-1:reset names the approval MSP-1:approve, which was never asked for'],
    ],
    [
      'its approval is still open',
      but(reset(), 'approval.approved', () => undefined),
      ['promise 4: MSP-1:reset was begun while its approval was open'],
    ],
    [
      'its approval was denied',
      but(reset(), 'approval.approved', (line) => ({ ...line, action: 'approval.denied' })),
      ['promise 5: MSP-1:reset was begun while its approval was denied'],
    ],
    [
      'its approval is void',
      but(reset(), 'approval.approved', (line) => [
        line,
        {
          ...line,
          action: 'approval.void',
          facts: { approval: 'MSP-1:approve', digest: 'x', why: 'the target changed' },
        },
      ]),
      ['promise 6: MSP-1:reset was begun while its approval was closed'],
    ],
    [
      'it has another digest than was approved',
      but(reset(), 'effect.intended', approval({ digest: 'e'.repeat(64) })),
      ['promise 5: MSP-1:reset has another digest than its approval'],
    ],
    [
      'something else is sent than was approved',
      but(reset(), 'effect.intended', approval({ input: { account: 'eve@contoso.com' } })),
      ['promise 5: MSP-1:reset sends something else than was approved'],
    ],
    [
      'the decision was about another digest',
      but(reset(), 'approval.approved', approval({ digest: 'e'.repeat(64) })),
      ['promise 4: what was decided is not what was asked'],
    ],
    [
      'whoever asked approves',
      but(reset(), 'approval.approved', () => ({
        action: 'approval.approved',
        facts: approved('MSP-1', 'ada'),
      })),
      ['promise 4: approved by whoever asked', 'promise 4: approved by whoever it is about'],
    ],
    [
      'whoever asked approves as another person, from the same chat identity',
      but(reset(), 'approval.approved', approval({ who: { ...party('sam'), identities: ['slack:T1:U-ada'] } })),
      ['promise 4: approved by whoever asked'],
    ],
    [
      'an approval names two people as one',
      but(reset(), 'approval.approved', approval({ who: party('kim') })),
      ['promise 4: approved by two people under one name'],
    ],
    [
      'an author approves',
      but(reset(), 'approval.approved', () => ({ action: 'approval.approved', facts: approved('MSP-1', 'otto') })),
      ['promise 4: approved by somebody who gave one of its values'],
    ],
    [
      'an author approves who was not linked when they answered',
      but(reset(), 'approval.approved', approval({ who: { ...party('sam'), identities: ['slack:T1:U-lou'] } })),
      ['promise 4: approved by somebody who gave one of its values'],
    ],
    [
      'whoever it is about approves',
      but(
        but(reset(), 'approval.asked', approval({ target: 'Kim@contoso.com ' })),
        'approval.approved',
        approval({ by: 'kim', who: party('kim') }),
      ),
      ['promise 4: approved by whoever it is about'],
    ],
    [
      'somebody approves whose account stands deep in what is sent',
      but(
        alsoSending({ copies: [null, 7, { to: 'KIM@contoso.com ' }] }),
        'approval.approved',
        approval({ by: 'kim', who: party('kim') }),
      ),
      ['promise 4: approved by whoever it is about'],
    ],
    [
      'whoever asked approves, from one of two chat identities',
      but(
        reset(),
        'approval.approved',
        approval({ who: { ...party('sam'), identities: ['slack:T1:U-sam', 'slack:T1:U-ada'] } }),
      ),
      ['promise 4: approved by whoever asked'],
    ],
    [
      'whoever asked approves, on another chat and without an account',
      but(
        reset(),
        'approval.approved',
        approval({ by: 'ada', who: { ...party('ada'), identities: ['teams:T1:U-1'], account: null } }),
      ),
      ['promise 4: approved by whoever asked'],
    ],
    [
      'somebody approves who was not asked',
      but(reset(), 'approval.approved', () => ({ action: 'approval.approved', facts: approved('MSP-1', 'eve') })),
      ['promise 4: approved by eve, who was not asked'],
    ],
    [
      'somebody approves who is not linked',
      but(reset(), 'approval.approved', approval({ who: { ...party('sam'), linked: false } })),
      ['promise 4: approved by somebody who was not linked'],
    ],
    [
      'somebody approves whose role is gone',
      but(reset(), 'approval.approved', approval({ roles: ['requester'] })),
      ['promise 4: approved by sam, who was not approver then'],
    ],
    [
      'somebody approves who holds none of the two roles that it takes',
      but(
        but(reset(), 'approval.asked', approval({ roles: ['approver', 'admin'] })),
        'approval.approved',
        approval({ roles: ['requester'] }),
      ),
      ['promise 4: approved by sam, who was not approver and admin then'],
    ],
    [
      'whoever edited the workflow approves',
      but(reset(), 'approval.approved', approval({ by: 'bea', who: party('bea') })),
      ['promise 4: approved by whoever edited the workflow'],
    ],
    [
      'a technician approves where that is barred',
      but(
        but(reset(), 'approval.asked', approval({ bars: ['technician'] })),
        'approval.approved',
        approval({ roles: ['approver', 'technician'] }),
      ),
      ['promise 4: approved by a technician'],
    ],
    [
      'it is approved after it expired',
      but(reset(), 'approval.asked', approval({ expires: '2026-11-02T09:00:03.000Z' })),
      ['promise 4: approved after it had expired at 2026-11-02T09:00:03.000Z'],
    ],
    [
      'the quorum is not reached',
      but(reset(), 'approval.asked', approval({ quorum: 2 })),
      ['promise 4: approved by 1 of 2 people'],
    ],
    [
      'the quorum is one person twice',
      but(but(reset(), 'approval.asked', approval({ quorum: 2 })), 'approval.approved', (line) => [
        { ...line, action: 'approval.voted' },
        line,
      ]),
      ['promise 5: approved by 1 of 2 people'],
    ],
    [
      'the quorum is one human under two ids',
      but(but(reset(), 'approval.asked', approval({ quorum: 2 })), 'approval.approved', (line) => [
        {
          ...line,
          action: 'approval.voted',
          facts: { ...approved('MSP-1', 'kim'), who: { ...party('kim'), account: party('sam').account } },
        },
        line,
      ]),
      ['promise 5: approved by 1 of 2 people'],
    ],
    [
      'it is decided a second time',
      but(reset(), 'approval.approved', (line) => [{ ...line, action: 'approval.denied' }, line]),
      ['promise 5: decided when it was denied already'],
    ],
    [
      'changes are asked for of what was decided',
      but(reset(), 'approval.approved', (line) => [line, { ...line, action: 'approval.changes-requested' }]),
      [
        'promise 5: decided when it was approved already',
        'promise 6: MSP-1:reset was begun while its approval was closed',
      ],
    ],
    [
      'it was sent back and is done all the same',
      but(reset(), 'approval.approved', (line) => ({ ...line, action: 'approval.changes-requested' })),
      ['promise 5: MSP-1:reset was begun while its approval was closed'],
    ],
    [
      'it had expired and is done all the same',
      but(reset(), 'approval.approved', ({ facts: _, ...line }) => ({ ...line, ...closed('approval.expired') })),
      ['promise 5: MSP-1:reset was begun while its approval was closed'],
    ],
    [
      'it is decided and was never asked for',
      [{ run: 'MSP-9', action: 'approval.denied', facts: { ...approved('MSP-9'), approval: 'MSP-9:approve' } }],
      ['promise 1: the approval MSP-9:approve was never asked for'],
    ],
    [
      'it is asked for a second time',
      but(reset(), 'approval.asked', (line) => [line, line]),
      ['promise 4: the approval MSP-1:approve was asked for twice'],
    ],
    [
      'the same is sent by another operation than was approved',
      but(reset(), 'effect.intended', approval({ operation: 'graph.createTemporaryAccessPass' })),
      ['promise 5: MSP-1:reset sends something else than was approved'],
    ],
    [
      'an effect is done twice',
      but(reset(), 'effect.done', (line) => [line, line]),
      ['promise 7: MSP-1:reset was done more than once'],
    ],
    [
      'an effect is begun again after it was done',
      but(reset(), 'effect.done', (line) => [
        line,
        { run: 'MSP-1', action: 'effect.intended', facts: intended('MSP-1') },
        line,
      ]),
      ['promise 7: MSP-1:reset was begun again after it was done'],
    ],
    [
      'an effect ends after it failed, without a new intent',
      but(reset(), 'effect.done', (line) => [{ ...line, action: 'effect.failed' }, line]),
      ['promise 7: MSP-1:reset ended without a new intent'],
    ],
    [
      'an effect of a run that is over is done in another one',
      [...reset(), ...but(but(resetOf('MSP-2'), 'effect.done', approval(effect)), 'effect.intended', approval(effect))],
      ['promise 13: MSP-1:reset was begun again after it was done'],
    ],
    [
      'a change by hand hides in the run of a ticket',
      but(reset(), 'effect.intended', approval({ byHand: true, approval: null })),
      ['promise 5: MSP-1:reset was made by hand, but belongs to a ticket'],
    ],
  ])('%s', async (_what, lines, broken) => {
    expect((await judged(lines)).broken).toEqual(broken);
  });
});

describe('no promise is broken when', () => {
  test.each<[what: string, lines: readonly MadeLine[]]>([
    [
      'two different people make the quorum',
      but(but(reset(), 'approval.asked', approval({ quorum: 2 })), 'approval.approved', (line) => [
        { ...line, action: 'approval.voted', facts: approved('MSP-1', 'kim') },
        line,
      ]),
    ],
    [
      'others are asked too, and one of them approves',
      but(reset(), 'approval.approved', () => [
        { action: 'approval.escalated', facts: { approval: 'MSP-1:approve', digest: 'x', approvers: ['zoe'] } },
        { action: 'approval.approved', facts: approved('MSP-1', 'zoe') },
      ]),
    ],
    [
      'a technician approves where that is not barred',
      but(reset(), 'approval.approved', approval({ roles: ['approver', 'technician'] })),
    ],
    ['one of two calls that were approved is made', alsoSending({ account: 'ada@contoso.com' })],
    [
      'two people without an account have to do with it',
      but(
        but(reset(), 'approval.asked', approval({ requester: { ...party('ada'), account: null } })),
        'approval.approved',
        approval({ who: { ...party('sam'), account: null } }),
      ),
    ],
    [
      'it is handed over to somebody who approves it then',
      but(reset(), 'approval.approved', (line) => [
        { ...line, action: 'approval.handed-over', facts: { approval: 'MSP-1:approve', digest: 'x', to: 'kim' } },
        line,
      ]),
    ],
    ['it expires and nothing is done', [...reset().slice(0, 3), { run: 'MSP-1', ...closed('approval.expired') }]],
    [
      'a technician says that nothing has happened, and it is begun again',
      but(reset(), 'effect.done', (line) => [
        { ...line, action: 'effect.unsure' },
        { ...line, action: 'effect.settled-as-not-done' },
        { run: 'MSP-1', action: 'effect.intended', facts: intended('MSP-1') },
        line,
      ]),
    ],
    [
      'a call failed and was begun again',
      but(reset(), 'effect.done', (line) => [
        { ...line, action: 'effect.failed' },
        { run: 'MSP-1', action: 'effect.intended', facts: intended('MSP-1') },
        line,
      ]),
    ],
    [
      'a technician settled what was unsure',
      but(reset(), 'effect.done', (line) => [
        { ...line, action: 'effect.unsure' },
        { ...line, action: 'effect.settled-as-done' },
      ]),
    ],
    [
      'a routine call has no approval',
      but(reset(), 'effect.intended', approval({ risk: 'routine', approval: null, digest: null })),
    ],
    [
      'a ticket goes on after its end',
      [
        ...reset(),
        { run: 'MSP-1', action: 'effect.intended', facts: { ...intended('MSP-1'), effect: 'MSP-1:undo' } },
        { run: 'MSP-1', action: 'effect.done', facts: { ...effect, effect: 'MSP-1:undo' } },
      ],
    ],
  ])('%s', async (_what, lines) => {
    const { told, broken } = await judged(lines);
    expect(broken).toEqual([]);
    expect(told.notJudged.size).toBe(0);
  });
});

test('what was asked and what was begun are counted, each by itself', async () => {
  const { told } = await judged([...reset(), ...resetOf('MSP-2').slice(0, 3)]);

  expect(told).toMatchObject({ approvals: 2, effects: 1, byHand: 0 });
});

test('what began and did not end is named, as open or as unsure', async () => {
  const unfinished = but(reset(), 'effect.done', () => undefined);
  const doubtful = but(resetOf('MSP-2'), 'effect.done', (line) => ({ ...line, action: 'effect.unsure' }));

  const { told, broken } = await judged([...unfinished, ...doubtful]);

  expect(broken).toEqual([]);
  expect(told).toMatchObject({
    open: 1,
    unsure: 1,
    unfinished: [
      { customer: 'contoso', seq: 5, effect: 'MSP-1:reset', state: 'intended' },
      { customer: 'contoso', seq: 13, effect: 'MSP-2:reset', state: 'unsure' },
    ],
  });
});

test('what earlier releases recorded, and kinds of lines that are not known, are counted as not judged', async () => {
  const { told, broken } = await judged([
    { action: 'approval.asked', facts: { approval: 'a', digest: 'x', risk: 'sensitive', approvers: ['sam'] } },
    { action: 'approval.approved', facts: { approval: 'a', digest: 'x' } },
    { action: 'effect.intended', facts: { ...effect, approval: 'a' } },
    { action: 'effect.done', facts: { ...effect, approval: 'a' } },
    { action: 'moon.rose' },
  ]);
  expect(broken).toEqual([]);
  expect(Object.fromEntries(told.notJudged)).toEqual({
    'approval.asked': 1,
    'approval.approved': 1,
    'effect.intended': 1,
    'moon.rose': 1,
  });
});

test('how it was verified that something is wanted stands alone', async () => {
  const { told, broken } = await judged(
    ['started', 'chosen', 'passed', 'failed'].map((what) => ({ action: `verification.${what}` })),
  );
  expect([broken, Object.fromEntries(told.notJudged)]).toEqual([[], {}]);
});

test('an approval of an earlier release never vouches for an effect', async () => {
  const { told } = await judged(
    but(reset(), 'approval.asked', ({ facts, ...line }) => ({ ...line, facts: { approval: facts?.approval } })),
  );
  expect(Object.fromEntries(told.notJudged)).toEqual({
    'approval.asked': 1,
    'approval.approved': 1,
    'effect.intended': 1,
  });
});

test('an answer of an earlier release never vouches for an effect either', async () => {
  const { told, broken } = await judged(but(reset(), 'approval.approved', approval({ who: undefined })));
  expect(broken).toEqual([]);
  expect(Object.fromEntries(told.notJudged)).toEqual({ 'approval.approved': 1, 'effect.intended': 1 });
});

test('a change at the command line needs no approval and is counted', async () => {
  const id = 'command:1';
  const { told, broken } = await judged([
    {
      run: id,
      action: 'effect.intended',
      facts: { ...intended(id), effect: id, approval: null, digest: null, byHand: true },
    },
    { run: id, action: 'effect.done', facts: { ...effect, effect: id } },
  ]);
  expect(broken).toEqual([]);
  expect(told).toMatchObject({ effects: 1, byHand: 1 });
});

test('of a part of a log nothing is said that its beginning would have to show', async () => {
  const { told, broken } = await judged(reset(), { after: 3 });
  expect(broken).toEqual([]);
  expect(Object.fromEntries(told.notJudged)).toEqual({ 'approval.approved': 1, 'effect.intended': 1 });
});
