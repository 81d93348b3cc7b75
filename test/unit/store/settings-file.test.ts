import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { noLog } from '../../../src/lib/log.ts';
import { openSettings } from '../../../src/store/settings.ts';
import { settingsFile } from '../../../src/store/settings-file.ts';

describe('the settings file', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'desk-settings-'));
    file = join(folder, 'settings.json');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = () =>
    openSettings({ adapter: settingsFile(file, noLog), schema: z.object({ step: z.number() }), initial: { step: 0 } });

  test('is only for its owner', async () => {
    await (await open()).update(() => ({ step: 1 }));

    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}.bak`).mode & 0o777).toBe(0o600);
  });

  test.each([0, 5])('that was torn after %i characters gives way to the last good one', async (length) => {
    const settings = await open();
    await settings.update(() => ({ step: 1 }));
    await settings.update(() => ({ step: 2 }));
    truncateSync(file, length);

    expect(await settings.read()).toEqual({ step: 1 });
    expect(await settings.update(({ step }) => ({ step: step + 10 }))).toEqual({ step: 11 });
    expect(JSON.parse(readFileSync(`${file}.bak`, 'utf8'))).toEqual({ step: 1 });
  });

  test('with a slip of the pen is shown to the person who edits it, not undone', async () => {
    const settings = await open();
    await settings.update(() => ({ step: 1 }));
    writeFileSync(file, '{\n  "step": 2,\n}');

    const reading = settings.read();

    await expect(reading).rejects.toThrow(/settings\.json are not JSON.*Correct it there/s);
    await expect(settings.update(() => ({ step: 3 }))).rejects.toThrow('are not JSON');
    expect(readFileSync(file, 'utf8')).toContain('"step": 2,');
  });

  test('does not lose what somebody wrote during a change, even when it was read during the change too', async () => {
    const settings = await open();
    const meanwhile: Promise<unknown>[] = [];

    const changed = await settings.update(({ step }) => {
      if (meanwhile.length === 0) {
        writeFileSync(file, '{ "step": 10 }');
        meanwhile.push(settings.read());
      }
      return { step: step + 1 };
    });

    await Promise.all(meanwhile);
    expect(changed).toEqual({ step: 11 });
  });

  test('may be deleted to begin anew', async () => {
    await (await open()).update(() => ({ step: 1 }));
    rmSync(file);

    expect(await (await open()).read()).toEqual({ step: 0 });
    expect(existsSync(file)).toBe(true);
  });
});
