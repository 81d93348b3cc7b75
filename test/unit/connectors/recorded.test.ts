import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectors } from '../../../src/connectors/all.ts';
import { operation } from '../../../src/connectors/operation.ts';
import { recordedInput, recordedOutput } from '../../../src/connectors/recorded.ts';
import { Sealed } from '../../../src/connectors/sealed.ts';
import { type Fields, inputShape } from '../../../src/connectors/shape.ts';

const everything = z.object({
  account: z.string(),
  password: Sealed,
  pin: z.string().meta({ secret: true }),
  text: z.string().meta({ words: true }),
  note: z.string(),
  devices: z.array(z.object({ name: z.string(), key: z.string().meta({ secret: true }) })),
  tags: z.array(z.string()).meta({ words: true }),
  more: z.record(z.string(), z.unknown()),
});
const op = operation<unknown, unknown, unknown>({
  ...{ title: 'Try', summary: 'Tries.', risk: 'change', repeatable: false },
  ...{ input: everything, output: everything, example: { input: {}, output: {} } },
  run: async () => ({}),
});

test('what is recorded has no secret but its reference, of words a digest, and nothing that no schema describes', () => {
  const given = {
    account: 'ada@contoso.com',
    password: 'sealed:1',
    pin: '1234',
    text: 'My password is canary',
    note: 'one\ntwo',
    devices: [{ name: 'PC-1', key: 'canary' }],
    tags: ['canary'],
    more: { any: 'canary' },
    strange: 'canary',
  };
  const words = (characters: number) => ({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), characters });

  const recorded = recordedInput(op, given);

  expect(recorded).toEqual({
    account: 'ada@contoso.com',
    password: 'sealed:1',
    pin: { leftOut: true },
    text: words(21),
    note: words(7),
    devices: [{ name: 'PC-1', key: { leftOut: true } }],
    tags: [words(6)],
    more: { leftOut: true },
  });
  expect(recordedOutput(op, given)).toEqual(recorded);
  expect(recordedOutput(op, null)).toEqual({});
});

test('a secret that is no reference is left out, whatever it claims to be', () => {
  expect(recordedInput(op, { password: 'Sommer2026 sealed:1' })).toEqual({ password: { leftOut: true } });
});

test('every field of every operation that people write into is known to be theirs', () => {
  const free = /^(text|title|subject|description|body|resolution|notes|message|comment)$/;
  const unmarked = (fields: Fields, path: string): string[] =>
    Object.entries(fields).flatMap(([name, field]) => [
      ...(free.test(name) && field.type === 'string' && !field.words && !field.values ? [`${path}.${name}`] : []),
      ...unmarked(field.fields ?? {}, `${path}.${name}`),
    ]);
  const found = connectors.flatMap(({ name, operations }) =>
    Object.entries(operations)
      .filter(([, { risk }]) => risk !== 'read')
      .flatMap(([called, one]) => unmarked(inputShape(one).fields, `${name}.${called}`)),
  );
  expect(found).toEqual([]);
});
