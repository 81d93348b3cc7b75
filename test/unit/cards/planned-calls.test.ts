import { describe, expect, test } from 'vitest';
import { approvalMessage } from '../../../src/cards/approval.ts';
import { canBeShownWhole } from '../../../src/cards/planned-calls.ts';
import { render as renderForSlack } from '../../../src/chat/slack/render.ts';
import { render as renderForTeams } from '../../../src/chat/teams/render.ts';
import type { Approval, PlannedCall } from '../../../src/domain/approval.ts';
import { sampleApproval } from '../../contracts/card-samples.ts';

const longest = '👾'.repeat(20_000);

function approvalOf(calls: readonly PlannedCall[], says = (usually: string) => usually): Approval {
  return { ...sampleApproval('pending', says), calls };
}

function callsWith(values: readonly unknown[], count = 1): PlannedCall[] {
  return Array.from({ length: count }, (_, index) => ({
    step: `s${index}`,
    operation: 'graph.assignLicense',
    title: longest,
    risk: 'change',
    mode: 'production',
    values: values.map((value, position) => ({ name: `field ${position}`, value, origin: 'message text' })),
  }));
}

describe('what can be approved', () => {
  test.each([
    ['long values', callsWith(['x', 'y'].map((letter) => `${letter.repeat(1_740)}THE END`))],
    ['a value of many bytes', callsWith(['👾'.repeat(450)])],
    ['twenty values', callsWith(Array.from({ length: 20 }, (_, index) => `${index}${'é'.repeat(80)}THE END`))],
    [
      'five calls',
      callsWith(
        ['x', 'y', 'z', 'w'].map((letter) => `${letter.repeat(160)}THE END`),
        5,
      ),
    ],
  ])('is whole on every chat, whatever else stands on the card: %s', (_, calls) => {
    expect(canBeShownWhole(calls)).toBe(true);

    const message = approvalMessage(
      approvalOf(calls, () => longest),
      longest,
    );

    for (const rendered of [message.card, renderForTeams(message), renderForSlack(message)]) {
      const shown = JSON.stringify(rendered);
      const missing = calls.flatMap(({ values }) => values.filter(({ value }) => !shown.includes(String(value))));
      expect(missing).toEqual([]);
      expect(shown.includes('There is more')).toBe(false);
      expect(shown.includes('approve')).toBe(true);
    }
  });

  test.each([
    ['a value', callsWith(['x'.repeat(1_801)])],
    ['all values together', callsWith(['x'.repeat(1_800), 'y'.repeat(1_701)])],
    ['values', callsWith(Array.from({ length: 21 }, () => 'x'))],
    ['calls', callsWith(['x'], 6)],
  ])('is not, where there is too much: %s', (_, calls) => {
    expect(canBeShownWhole(calls)).toBe(false);

    const { card } = approvalMessage(approvalOf(calls), 'Contoso');

    expect(JSON.stringify(card)).toContain('There is more than fits here, so this can not be approved');
    expect(card?.actions?.map(({ verb }) => verb)).toEqual(['deny']);
  });

  test('says when nothing real would happen', () => {
    const shown = (mode: PlannedCall['mode']) =>
      JSON.stringify(
        approvalMessage(approvalOf(callsWith(['x']).map((call) => ({ ...call, title: 'Assign', mode }))), 'C'),
      );

    expect(shown('demo')).toContain('Assign (simulated)');
    expect(shown('sandbox')).toContain('Assign (sandbox)');
    expect(shown('production')).toContain('"Assign"');
  });
});
