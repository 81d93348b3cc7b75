import { describe, expect, test } from 'vitest';
import { problemsIn } from './bad-workflow.ts';

const tell = (name: string, more = '') => `
  ${name}:
    notify: requester
    text: Hello${more}`;

describe("the guide's rules", () => {
  test('no steps', () => {
    const expected = ['6:1 Workflow must have at least one agent → Add a step under `steps`.'];

    expect(problemsIn('steps: {}')).toEqual(expected);
    expect(problemsIn('steps:')).toEqual(expected);
    expect(problemsIn('')).toEqual(['1:1 Workflow must have at least one agent → Add a step under `steps`.']);
  });

  test('a step without any connection', () => {
    expect(problemsIn(`steps:${tell('a')}${tell('b', '\n    needs: [a]')}${tell('lone')}`)).toEqual([
      '14:3 Agents must be connected → Say in `needs` what lone waits for, or let another step need it.',
    ]);
  });

  test('one step alone needs no connection', () => {
    expect(problemsIn(`steps:${tell('a')}`)).toEqual([]);
  });

  test('a fallback is connected to the step it stands in for', () => {
    const steps = `
steps:
  open:
    operation: zohoDesk.createTicket
    with:
      subject: Hello
      description: World
      requester: Ada
    on-failure: tell${tell('tell')}`;

    expect(problemsIn(steps)).toEqual([]);
  });

  test('a circle has no start and no end', () => {
    const steps = `steps:${tell('a', '\n    needs: [c]')}${tell('b', '\n    needs: [a]')}${tell('c', '\n    needs: [b]')}`;

    expect(problemsIn(steps)).toEqual([
      '6:1 Workflow must have at least one starting point → Let one step need no other.',
      '6:1 Workflow must have at least one end point → Let one step be needed by no other.',
      '7:3 Workflow contains circular dependencies → Take one of these out of `needs` or `on-failure`: a → c → b → a.',
    ]);
  });

  test('a circle beside a sound path is found as well', () => {
    const steps = `steps:${tell('start')}${tell('end', '\n    needs: [start]')}${tell('a', '\n    needs: [b]')}${tell('b', '\n    needs: [a]')}`;

    expect(problemsIn(steps)).toEqual([
      '14:3 Workflow contains circular dependencies → Take one of these out of `needs` or `on-failure`: a → b → a.',
    ]);
  });

  test('a fallback that waits for the step it stands in for goes round in a circle', () => {
    const steps = `
steps:
  first:
    operation: graph.getUser
    with:
      user: ada
    on-failure: second
  second:
    operation: graph.getUser
    with:
      user: ada
    on-failure: first`;

    expect(problemsIn(steps)).toContainEqual(expect.stringContaining('Workflow contains circular dependencies'));
  });
});

describe('names of other steps', () => {
  test.each([
    [
      'needs',
      `${tell('find')}${tell('reset', '\n    needs: [fnid]')}${tell('end', '\n    needs: [find, reset]')}`,
      '13:13',
    ],
    ['approve.steps', `${tell('find')}\n  ask:\n    needs: [find]\n    approve:\n      steps: [fnid]`, '13:15'],
    [
      'on-failure',
      `${tell('find')}\n  look:\n    needs: [find]\n    operation: graph.getUser\n    with:\n      user: ada\n    on-failure: fnid`,
      '15:17',
    ],
  ])('%s names no step', (_, steps, place) => {
    expect(problemsIn(`steps:${steps}`)).toContain(`${place} There is no step fnid → Did you mean find?`);
  });

  test('a name that every object inherits is no step', () => {
    expect(problemsIn(`steps:${tell('a')}${tell('b', '\n    needs: [a, constructor]')}`)).toEqual([
      '13:16 There is no step constructor → Use one of a.',
    ]);
  });

  test('a step can not wait for itself', () => {
    expect(problemsIn(`steps:${tell('a')}${tell('b', '\n    needs: [a, b]')}`)).toContain(
      '13:16 b names itself → Name another step, or take this out.',
    );
  });
});

describe('fallbacks', () => {
  const open = (fallback: string, name = 'open') => `
  ${name}:
    operation: graph.getUser
    with:
      user: ada
    on-failure: ${fallback}`;

  test('nothing waits for a fallback', () => {
    expect(problemsIn(`steps:${open('spare')}${tell('spare')}${tell('end', '\n    needs: [spare]')}`)).toEqual([
      '18:13 spare runs only when open fails, so nothing can wait for it → Need open instead.',
    ]);
  });

  test('a fallback waits for nothing', () => {
    expect(problemsIn(`steps:${tell('a')}${open('spare')}${tell('spare', '\n    needs: [a]')}`)).toContain(
      "18:12 spare begins when open fails and can't wait for more → Take its `needs` out.",
    );
  });

  test('a fallback stands in for one step', () => {
    expect(problemsIn(`steps:${open('spare')}${open('spare', 'look')}${tell('spare')}`)).toEqual([
      '16:17 spare already stands in for open → Give look a fallback of its own.',
    ]);
  });
});
