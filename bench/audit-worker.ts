import { verifyExport } from '../src/audit/verify-export.ts';
import { fileDigest } from '../src/lib/file-digest.ts';

// One verification, or its baseline, in a process of its own, whose highest memory is its alone.
const [what = '', file = ''] = process.argv.slice(2);
const [began, cpu] = [performance.now(), process.cpuUsage()];
const lines = what === 'verify' ? await verified(file) : Number(Boolean(await fileDigest(file)));
const ms = performance.now() - began;
const { user, system } = process.cpuUsage(cpu);
process.send?.({ ms, cpuMs: (user + system) / 1_000, peakMb: process.resourceUsage().maxRSS / 1_024, lines });

async function verified(path: string): Promise<number> {
  const report = await verifyExport(path, {});
  if (!report.ok) throw new Error(`The log does not hold: ${JSON.stringify(report.flaws)}`);
  return report.lines;
}
