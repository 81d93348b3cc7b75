import { describe, expect, test } from 'vitest';
import { problemsIn } from './bad-workflow.ts';

const watch = (lines: string) => `
steps:
  find:
    operation: atera.findAgent
    with: { device: CONTOSO-PC-17 }
  wait:
    needs: [find]
    task: Please clean up \${steps.find.name}.
    watch:
${lines.replace(/^/gm, '      ')}
`;
const sound = `operation: atera.getAgent
with: { agentId: "\${steps.find.agentId}" }
reading: freeDiskGb
unit: GB free
before: \${steps.find.freeDiskGb}
risen-by: 1`;

describe('a task', () => {
  test('that is watched by a reading is sound', () => {
    expect(problemsIn(watch(sound))).toEqual([]);
  });

  test.each([
    ['changes something', 'atera.getAgent', 'atera.addComment', 'atera.addComment changes something'],
    ['does not exist', 'atera.getAgent', 'atera.getAgnt', 'There is no operation atera.getAgnt'],
    ['reads what is not there', 'reading: freeDiskGb', 'reading: freeSpace', 'answers with no freeSpace'],
    ['reads no number', 'reading: freeDiskGb', 'reading: online', 'online is true or false and never rises'],
    ['began with no number', 'steps.find.freeDiskGb', 'steps.find.name', '${steps.find.name} is a text'],
    ['began with what is not known yet', 'steps.find.freeDiskGb', 'steps.wait.after', 'wait reads its own output'],
    ['takes no input', 'with: { agentId: "${steps.find.agentId}" }', 'with: {}', 'needs the input agentId'],
  ])('whose watch %s', (_, right, wrong, message) => {
    expect(problemsIn(watch(sound.replace(right, wrong))).join('\n')).toContain(message);
  });

  test('tells what it read only where that is surely known', () => {
    expect(problemsIn(`${watch(sound)}result: Now \${steps.wait.after} GB.\n`).join('\n')).toContain('may be absent');
    expect(problemsIn(`${watch(sound)}result: \${steps.wait.report}\n`)).toEqual([]);
  });

  test('is not left out after an operation that only asks a technician', () => {
    const asked = (rest: string) => `
steps:
  approve:
    approve: { steps: [clean] }
  clean:
    needs: [approve]
    operation: atera.runDiskCleanup
    with: { agentId: 1017, device: CONTOSO-PC-17 }
${rest}`;

    expect(problemsIn(asked('')).join('\n')).toContain('nobody waits until it was done');
    expect(problemsIn(asked('  wait:\n    needs: [clean]\n    task: Please do it.\n'))).toEqual([]);
  });
});
