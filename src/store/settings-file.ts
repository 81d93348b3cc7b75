import { readIfThere, writeDurably } from '../lib/durable-file.ts';
import { underLock } from '../lib/file-lock.ts';
import type { Log } from '../lib/log.ts';
import { rereading } from '../lib/rereading.ts';
import { type SettingsAdapter, SettingsChanged } from './settings.ts';
import { StoreError } from './store-error.ts';

const WITHIN_MS = 10_000;

/** The document as a file that people may edit. The last good one stands beside it, for the day a disk tears this one. */
export function settingsFile(file: string, log: Log): SettingsAdapter {
  const lastGood = `${file}.bak`;
  const remedy = `Correct it there, or put ${lastGood} in its place.`;
  const reread = rereading(file);
  let known: string | undefined;
  let understood: { readonly text: string; readonly document: unknown } | undefined;

  return {
    where: file,
    remedy,

    async read() {
      known = await reread();
      if (known === undefined) return null;
      if (!isTorn(known)) return parse(known);

      log.warn('settings.recovered', { file });
      return parse((await readIfThere(lastGood)) ?? known);
    },

    write(document) {
      const text = `${JSON.stringify(document, null, 2)}\n`;
      return underLock(`${file}.lock`, { withinMs: WITHIN_MS, work: () => replaceBy(text) });
    },
  };

  async function replaceBy(text: string): Promise<void> {
    if ((await readIfThere(file)) !== known) throw new SettingsChanged(`${file} was changed by somebody else`);
    if (known !== undefined && !isTorn(known)) await writeDurably(lastGood, known);
    await writeDurably(file, text);
    known = text;
  }

  /** The same document for the same text, so that who reads it knows that nothing has changed. */
  function parse(text: string): unknown {
    if (understood?.text === text) return understood.document;
    try {
      understood = { text, document: JSON.parse(text) };
      return understood.document;
    } catch (cause) {
      const where = cause instanceof Error ? ` ${cause.message}.` : '';
      throw new StoreError('badSettings', `The settings in ${file} are not JSON.${where}`, { remedy, cause });
    }
  }
}

/** Cut off or empty. A slip of a person's pen is not torn: it is shown to them instead of being undone. */
function isTorn(text: string): boolean {
  return !text.trimEnd().endsWith('}');
}
