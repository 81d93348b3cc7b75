import { readFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { z } from 'zod';

const Status = z.enum(['passed', 'failed', 'skipped', 'pending', 'todo', 'disabled']);
const Report = z.object({
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: Status })) })),
});

/** Without a readable report nothing has run, and that is not a pass. */
async function testFiles(path: string) {
  try {
    return Report.parse(JSON.parse(await readFile(path, 'utf8'))).testResults;
  } catch (error) {
    console.error('There is no readable report of the tests.', error);
    return [];
  }
}

const files = await testFiles(argv[2] ?? '');
const tests = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
const passed = tests.filter((status) => status === 'passed').length;
// A file that could not be loaded, or that failed outside of its tests, counts as one failure.
const broken = files.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
).length;
const failed = tests.filter((status) => status === 'failed').length + broken;
const skipped = tests.length + broken - passed - failed;

if (passed === 0 || failed > 0 || skipped > 0) process.exitCode = 1;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
