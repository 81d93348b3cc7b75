import type { Step, TaskStep, Workflow } from '../domain/workflow.ts';
import type { Path } from '../lib/finding.ts';
import { holesIn, soleHole } from './holes.ts';

/** One hole of a workflow file: what it names, where it stands, and what for. */
export interface Read {
  readonly path: string;
  readonly at: Path;
  /** The step that reads; nothing for the result, which is read at the end. */
  readonly step?: string;
  readonly use: 'value' | 'text' | 'condition' | 'presence' | 'delivery';
}

/** Every hole of a workflow. */
export function readsOf({ steps, result }: Workflow): Read[] {
  return [...Object.entries(steps).flatMap(([name, step]) => readsOfStep(name, step)), ...texts(result, ['result'])];
}

export function readsOfStep(name: string, step: Step): Read[] {
  return [...conditions(step, ['steps', name]), ...own(step, ['steps', name])].map((read) => ({ ...read, step: name }));
}

function own(step: Step, at: Path): Read[] {
  if ('operation' in step) return values(step.with, [...at, 'with']);
  if ('require' in step) return texts(step.otherwise, [...at, 'otherwise']);
  if ('notify' in step) return texts(step.text, [...at, 'text']);
  if ('task' in step) return [...texts(step.task, [...at, 'task']), ...watched(step, at)];
  if ('deliver' in step)
    return holesIn(step.deliver).map((path) => ({ path, at: [...at, 'deliver'], use: 'delivery' }));
  return [];
}

function watched({ watch }: TaskStep, at: Path): Read[] {
  if (!watch) return [];
  const earlier = holesIn(watch.before).map(
    (path): Read => ({ path, at: [...at, 'watch', 'before'], use: 'presence' }),
  );
  return [...values(watch.with, [...at, 'watch', 'with']), ...earlier];
}

function conditions(step: Step, at: Path): Read[] {
  return [
    ...('require' in step ? [{ condition: step.require, at: [...at, 'require', 'value'] }] : []),
    ...(step.when ? [{ condition: step.when, at: [...at, 'when', 'value'] }] : []),
  ].flatMap(({ condition, at: place }) =>
    holesIn(condition.value).map((path) => ({
      path,
      at: place,
      use: 'present' in condition ? 'presence' : 'condition',
    })),
  );
}

function values(value: unknown, at: Path): Read[] {
  if (typeof value === 'string') {
    const path = soleHole(value);
    return path === undefined ? texts(value, at) : [{ path, at, use: 'value' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => values(item, [...at, key]));
}

function texts(text: string, at: Path): Read[] {
  return holesIn(text).map((path) => ({ path, at, use: 'text' }));
}
