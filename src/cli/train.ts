import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { pointsOf } from '../classify/local/pooling.ts';
import { shippedSentences } from '../classify/local/sentences.ts';
import { SHIPPED, shipped } from '../classify/local/shipped.ts';
import { digestOf, teachShipped } from '../classify/local/teach.ts';
import { exampleLessons } from '../classify/rules/examples.ts';
import { scoresOf } from '../classify/rules/score.ts';
import { connectors } from '../connectors/all.ts';
import { createRegistry } from '../connectors/registry.ts';
import { loadWorkflows, WORKFLOWS } from '../workflows/load.ts';

/** `npm run train` makes the shipped model; `npm run check:model` says whether it is the one of today's sentences and cues. */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const registry = createRegistry({ connectors, demo: { pause: async () => {} } });
const workflows = await loadWorkflows(WORKFLOWS, registry);
const lessons = [...shippedSentences(), ...exampleLessons(workflows)];
const points = lessons.map(({ text }) => pointsOf(scoresOf({ subject: text.slice(0, 80), text, quoted: '' })));
const material = { lessons, points };

if (values.check) {
  if (shipped().taught === digestOf(material)) console.log('The shipped model is up to date.');
  else {
    process.exitCode = 1;
    console.error('The shipped model was taught something else. Run `npm run train` and commit what it writes.');
  }
} else {
  const began = performance.now();
  const taught = teachShipped(material);
  await writeFile(SHIPPED, `${JSON.stringify(taught, null, 1)}\n`);
  const { odds, points: cues, rise } = taught.pooling;
  const { slope, shift } = taught.calibration;
  console.log(
    `Taught ${lessons.length} sentences in ${((performance.now() - began) / 1_000).toFixed(0)} s; odds ${odds.toFixed(2)}, points ${cues.toFixed(2)}, rise ${rise.toFixed(2)}; slope ${slope.toFixed(2)}, shift ${shift.toFixed(2)}.`,
  );
}
