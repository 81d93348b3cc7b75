import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FileProblems } from '../../../src/lib/finding.ts';
import { loadWorkflows } from '../../../src/workflows/load.ts';
import { problemsIn, problemsOf, registry } from './bad-workflow.ts';

const sound = `name: greet
title: Greet
summary: Says hello.
version: 1
end: resolved
steps:
  hello:
    notify: requester
    text: Hello
result: Done.
edited-by: release
`;

describe('a folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workflows-'));
    await writeFile(join(folder, 'greet.yaml'), sound);
    await writeFile(join(folder, 'notes.md'), 'not: [a workflow');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('gives its workflows, with what they left out', async () => {
    expect(await loadWorkflows(folder, registry)).toEqual([
      expect.objectContaining({ name: 'greet', categories: [], inputs: {}, examples: [] }),
    ]);
  });

  test('that has mistakes names all of them in all files at once', async () => {
    const first = join(folder, 'first.yaml');
    const second = join(folder, 'second.yaml');
    await writeFile(first, sound.replace('greet', 'first').replace('Hello', '${inputs.who} and ${inputs.what}'));
    await writeFile(second, 'a: 1\na: 2\n');

    const error = await loadWorkflows(folder, registry).catch((reason: unknown) => reason);
    const told = await promisify(execFile)(process.execPath, [script, folder]).catch((failed) => failed);
    await rm(first);
    await rm(second);

    const name = basename(folder);
    const lines = [
      `${name}/first.yaml:9:11  This workflow has no input who  → Add who under \`inputs\`.`,
      `${name}/first.yaml:9:11  This workflow has no input what  → Add what under \`inputs\`.`,
      `${name}/second.yaml:2:1  Map keys must be unique  → Write plain YAML: keys, values and lists, each key once.`,
    ];
    expect(error).toBeInstanceOf(FileProblems);
    expect(String(error)).toBe(`FileProblems: ${lines.join('\n')}`);
    expect(told).toMatchObject({ code: 1, stdout: '', stderr: `${lines.join('\n')}\n` });
  });

  test('that is sound is called so', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [script]);

    expect(stdout).toBe('12 workflows are sound\n');
  });
});

const script = fileURLToPath(new URL('../../../src/cli/check-workflows.ts', import.meta.url));

describe('YAML', () => {
  test.each([
    ['a key twice', 'a: 1\na: 2', /^2:1 Map keys must be unique →/],
    ['a tag of its own', 'a: !!js/function "x"', /^1:4 Unresolved tag: .*js\/function →/],
    ['an alias', 'a: &x 1\nb: *x', /^2:4 Aliases are not read here → Write the value out\.$/],
    ['something unfinished', 'a: [1', /^1:\d .* →/],
    ['two documents', 'a: 1\n---\nb: 2', /^2:1 .* →/],
  ])('%s is refused', (_, text, problem) => {
    expect(problemsOf(text)[0]).toMatch(problem);
  });

  test.each([
    ['long', `a: ${'x'.repeat(70_000)}`],
    ['deep', `a: ${'['.repeat(20_000)}`],
  ])('a file that is too %s is not even parsed', (_, text) => {
    expect(problemsOf(text)).toEqual(['1:1 This file is too large for a workflow → Split it into smaller workflows.']);
  });

  test.each(['', '# nothing', 'hello', '- a', '5', 'null'])('%j is no workflow', (text) => {
    expect(problemsOf(text)).toEqual(['1:1 the file is not the right kind of value → Write keys with values.']);
  });

  test('a key that every object inherits is a key like any other', () => {
    expect(problemsIn('__proto__: {end: assigned}\nconstructor: 1\nsteps:\n  a: {notify: requester, text: x}')).toEqual(
      [
        expect.stringMatching(/^6:1 "__proto__" is not known here →/),
        expect.stringMatching(/^7:1 "constructor" is not known here →/),
      ],
    );
  });
});

describe('what stands in a file', () => {
  const step = (text: string) => problemsIn(`steps:\n  a:\n    ${text}`);

  test('is named as the file is', () => {
    expect(problemsOf(sound)).toEqual(['1:7 The file is called bad and the workflow greet → Give both the same name.']);
  });

  test('is complete', () => {
    expect(problemsOf('name: bad\nsteps: {a: {notify: requester, text: x}}').sort()).toEqual([
      '1:1 edited-by is missing → Add edited-by.',
      '1:1 end is missing → Add end.',
      '1:1 result is missing → Add result.',
      '1:1 summary is missing → Add summary.',
      '1:1 title is missing → Add title.',
      '1:1 version is missing → Add version.',
    ]);
  });

  test.each([
    [
      'notify: requester\n    txt: x',
      ['7:3 steps.a.text is missing → Add text.', '9:5 "txt" is not known here → Did you mean text?'],
    ],
    [
      'notify: boss\n    text: x',
      ['8:13 steps.a.notify can\'t be "boss" → Use one of requester, technicians, approvers.'],
    ],
    ['notify: requester\n    text: ""', ['9:11 steps.a.text is too short → Write at least 1 character.']],
    ['notify: requester\n    text: [x]', ['9:11 steps.a.text is not the right kind of value → Write a text.']],
    [
      'title: x',
      [
        '8:5 steps.a is not written as it must be → Let this step do one thing: operation, approve, require, notify, deliver, task.',
      ],
    ],
    [
      'notify: requester\n    text: x\n    operation: graph.getUser',
      [
        '8:5 steps.a is not written as it must be → Let this step do one thing: operation, approve, require, notify, deliver, task.',
      ],
    ],
    [
      'operation: getUser',
      ['8:16 steps.a.operation is not written as it must be → Write connector.operation, e.g. graph.getUser.'],
    ],
    [
      'operation: graph.getUser\n    timeout: soon',
      ['9:14 steps.a.timeout is not written as it must be → Use a duration such as 30s, 15m or 4h.'],
    ],
    [
      'operation: graph.getUser\n    retry: {attempts: 50}',
      ['9:23 steps.a.retry.attempts is too large → Write at most 10.'],
    ],
    [
      'require: {value: x, equals: 1}\n    otherwise: x',
      ['8:22 steps.a.require.value is not written as it must be → Write one hole such as ${steps.find-user.enabled}.'],
    ],
    [
      'require: {value: "${inputs.x}", equal: 1}\n    otherwise: x',
      ['8:5 steps.a.require.equals is missing → Add equals.', '8:37 "equal" is not known here → Did you mean equals?'],
    ],
    [
      'deliver: password\n    to: owner',
      ['8:14 steps.a.deliver is not written as it must be → Write one hole such as ${steps.find-user.enabled}.'],
    ],
    [
      'deliver: ${steps.a.b}\n    to: technicians',
      ['9:9 steps.a.to can\'t be "technicians" → Did you mean technician?'],
    ],
  ])('%j is corrected where it stands', (text, problems) => {
    expect(step(text)).toEqual(problems);
  });

  test('is called by words that can be written in a hole', () => {
    expect(problemsIn('steps:\n  Find_User: {notify: requester, text: x}')).toEqual([
      '7:3 "Find_User" is not a name → Use lower-case words joined by hyphens.',
    ]);
  });
});
