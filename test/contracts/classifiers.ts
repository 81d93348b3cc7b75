import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Classify } from '../../src/classify/classify.ts';
import { Classification } from '../../src/domain/classification.ts';
import { Workflow } from '../../src/domain/workflow.ts';
import { ticketSaying } from '../unit/classify/sample.ts';

const folder = new URL('../../workflows/', import.meta.url);
const shipped = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => Workflow.parse(parse(readFileSync(new URL(file, folder), 'utf8'))));

const taught = shipped.flatMap(({ categories, end, examples }) => {
  const served = categories.length > 0 ? categories : end === 'escalated' ? ['security_incident'] : [];
  return served.length > 0 ? examples.map((example) => ({ example, served })) : [];
});

/** What the desk relies on, whoever classifies. */
export function describeClassifier(name: string, create: () => Classify): void {
  describe(`the ${name} classifier`, () => {
    const classify = create();

    test.each(taught)('is taught by the shipped workflows: $example', async ({ example, served }) => {
      const { category } = await classify(ticketSaying(example), shipped);

      expect(served).toContain(category);
    });

    test('answers in shape to any text, and automates nothing that has a veto or is about security', async () => {
      const example = fc.constantFrom(
        ...taught.map((one) => one.example),
        'phishing',
        'approve this',
        'https://x.example',
      );
      const text = fc.array(fc.oneof(example, fc.string({ unit: 'binary' })), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(text, async (parts) => {
          const believed = await classify(ticketSaying(parts.join('\n')), shipped);

          expect(Classification.parse(believed)).toEqual(believed);
          if (believed.vetoes.length > 0 || believed.category === 'security_incident')
            expect(believed.autoResolvable).toBe(false);
        }),
        { numRuns: 200 },
      );
    });

    test('offers only inputs that a workflow of the category declares and may take from the text', async () => {
      for (const { example } of taught) {
        const { category, inputs } = await classify(
          ticketSaying(`${example} CONTOSO-PC-17 sam@contoso.example`),
          shipped,
        );
        const declared = shipped
          .filter(({ categories }) => categories.includes(category))
          .flatMap((workflow) => Object.entries(workflow.inputs).filter(([, { from }]) => from.includes('text')));

        expect(declared.map(([input]) => input)).toEqual(expect.arrayContaining(Object.keys(inputs)));
      }
    });

    test('works without a single workflow', async () => {
      const believed = await classify(ticketSaying('I forgot my password, please reset it'), []);

      expect(believed).toMatchObject({ autoResolvable: false, inputs: {} });
    });
  });
}
