import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { noLog } from '../../src/lib/log.ts';
import { createPool } from '../../src/store/pool.ts';
import { openSettings, type SettingsAdapter } from '../../src/store/settings.ts';
import { settingsFile } from '../../src/store/settings-file.ts';
import { settingsRow } from '../../src/store/settings-row.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../fakes/database.ts';

const Desk = z.object({ name: z.string(), rings: z.number(), people: z.array(z.object({ name: z.string() })) });
type Desk = z.infer<typeof Desk>;
const initial: Desk = { name: 'Help desk', rings: 0, people: [] };

interface Place {
  /** As another process would: nothing is shared with the others but the place itself. */
  adapter(): SettingsAdapter;
  /** Past the settings, as a person with an editor or a database console. */
  overwrite(document: unknown): Promise<void>;
}

function settingsContract(place: () => Place): void {
  const open = () => openSettings({ adapter: place().adapter(), schema: Desk, initial });
  const ring = (desk: Desk) => ({ ...desk, rings: desk.rings + 1 });

  test('a new deployment begins with the initial document, written where people can edit it', async () => {
    const settings = await open();

    expect(await settings.read()).toEqual(initial);
    expect(await place().adapter().read()).toEqual(initial);
  });

  test('a change is answered, kept, and found by the next life', async () => {
    const settings = await open();

    expect(await settings.update((desk) => ({ ...desk, name: 'Front desk' }))).toMatchObject({ name: 'Front desk' });
    expect(await (await open()).read()).toMatchObject({ name: 'Front desk' });
  });

  test('reading sees what somebody else has written since', async () => {
    const [here, there] = [await open(), await open()];

    await there.update(ring);

    expect(await here.read()).toMatchObject({ rings: 1 });
  });

  test('two writers at the same time lose nothing of each other', async () => {
    const writers = [await open(), await open()];

    await Promise.all(writers.flatMap((settings) => Array.from({ length: 15 }, () => settings.update(ring))));

    expect(await writers[0]?.read()).toMatchObject({ rings: 30 });
  });

  test('reading in between does not make a writer forget what its change was made on', async () => {
    const [here, there] = [await open(), await open()];

    await Promise.all([here.update(ring), there.update(ring), here.read(), here.update(ring), there.read()]);

    expect(await here.read()).toMatchObject({ rings: 3 });
  });

  test('a change that fails changes nothing, and the next one is made', async () => {
    const settings = await open();

    const failed = settings.update(() => {
      throw new Error('no such person');
    });
    const next = settings.update(ring);

    await expect(failed).rejects.toThrow('no such person');
    expect(await next).toEqual({ ...initial, rings: 1 });
  });

  test('a change to a document that does not fit is refused and names the place', async () => {
    const settings = await open();

    const change = settings.update((desk) => ({ ...desk, rings: Number.NaN }));

    await expect(change).rejects.toThrow('rings: ');
    expect(await settings.read()).toEqual(initial);
  });

  test('a document that somebody spoiled is refused: the message names the place in it and the remedy', async () => {
    const settings = await open();
    await place().overwrite({ ...initial, people: [{ name: 'Ada' }, { name: 7 }] });

    const reading = settings.read();

    await expect(reading).rejects.toMatchObject({ kind: 'badSettings' });
    await expect(reading).rejects.toThrow(/people\.1\.name: .*Correct/);
    await expect(settings.update(ring)).rejects.toThrow('people.1.name: ');
    await expect(open()).rejects.toThrow('people.1.name: ');
  });
}

describe('settings in a file', () => {
  let folder: string;
  let file: string;
  let count = 0;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'desk-settings-'));
  });
  beforeEach(() => {
    count += 1;
    file = join(folder, `settings-${count}.json`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  settingsContract(() => ({
    adapter: () => settingsFile(file, noLog),
    overwrite: async (document) => writeFileSync(file, JSON.stringify(document)),
  }));
});

describeWithDatabase('settings in a row', () => {
  let database: FreshDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await freshDatabase();
    pool = createPool(database.url);
  });
  beforeEach(async () => {
    await pool.query('delete from app.settings');
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  settingsContract(() => ({
    adapter: () => settingsRow(pool),
    overwrite: async (document) => {
      await pool.query('update app.settings set document = $1, version = version + 1', [JSON.stringify(document)]);
    },
  }));
});
