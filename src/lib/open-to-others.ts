import { stat } from 'node:fs/promises';

const OTHERS = 0o077;
/** Windows tells other things by the same bits. */
const tellsWhoMay = process.platform !== 'win32';

/** Whether anybody but its owner may read or change a file or folder; what is not there is open to nobody. */
export async function isOpenToOthers(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return tellsWhoMay && found !== undefined && (found.mode & OTHERS) !== 0;
}
