import { describe, expect, test } from 'vitest';
import { draftOf } from '../../../src/desk/draft.ts';
import { Classification } from '../../../src/domain/classification.ts';
import { loadWorkflows, WORKFLOWS } from '../../../src/workflows/load.ts';
import { registry } from '../workflows/bad-workflow.ts';
import { aRun } from './a-run.ts';

const workflows = await loadWorkflows(WORKFLOWS, registry);
const workflowNamed = (name: string) => {
  const found = workflows.find((one) => one.name === name);
  if (!found) throw new Error(`There is no workflow ${name}`);
  return found;
};

/** What a technician gets who takes over Ada's ticket of which this is believed. */
const drafted = (belief: Partial<Classification>, workflow = 'hand-over') =>
  draftOf(
    aRun(
      {},
      {
        workflow: workflowNamed(workflow),
        classification: Classification.parse({
          category: 'password_reset',
          confidence: 60,
          reasoning: 'password',
          suggestedAction: 'Reset it',
          autoResolvable: false,
          vetoes: [],
          inputs: {},
          ...belief,
        }),
      },
    ),
    workflows,
  );

describe('a draft', () => {
  test('is the workflow that fits, what is known, and the command that starts it', () => {
    expect(drafted({})).toEqual({
      title: 'Reset a password',
      values: [{ title: 'Account', value: 'ada@contoso.com' }],
      command: '/msp reset-password ada@contoso.com',
    });
  });

  test('leaves a word to replace where something is not known', () => {
    expect(drafted({ category: 'disk_cleanup' })?.command).toBe('/msp free-disk-space <device>');
    expect(drafted({ category: 'disk_cleanup', inputs: { device: 'LAB-PC-9' } })?.command).toBe(
      '/msp free-disk-space LAB-PC-9',
    );
  });

  test('never names the account of whoever wrote where it is about somebody else', () => {
    for (const veto of ['someone-else', 'quoted-third-party'] as const)
      expect(drafted({ vetoes: [veto] })).toEqual({
        title: 'Reset a password',
        values: [],
        command: '/msp reset-password <account>',
      });
  });

  test('is not made of what was not asked, of what no workflow does, or of what may be about security', () => {
    expect(drafted({ vetoes: ['other-system'] })).toBeUndefined();
    expect(drafted({ vetoes: ['negated'] })).toBeUndefined();
    expect(drafted({ category: 'printer_issue' })).toBeUndefined();
    expect(drafted({ category: 'security_incident' })).toBeUndefined();
    expect(drafted({ vetoes: ['security-cue'] })).toBeUndefined();
    expect(drafted({ vetoes: ['instruction-to-the-bot'] })).toBeUndefined();
    expect(drafted({}, 'escalate-security')).toBeUndefined();
  });

  test('is not made of a mere guess, as when a model names what nothing else speaks for', () => {
    expect(drafted({ confidence: 1, judge: { kind: 'model', model: 'claude-9' } })).toBeUndefined();
  });

  test('of a run that did not come to its end is that run again', () => {
    const inputs = { account: { value: 'grace@contoso.com', origin: 'typed command' as const } };
    const run = aRun({}, { workflow: workflowNamed('reset-password'), inputs });

    expect(draftOf(run, workflows)?.command).toBe('/msp reset-password grace@contoso.com');
  });
});
