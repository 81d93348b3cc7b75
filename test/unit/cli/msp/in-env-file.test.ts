import { parseEnv } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { inEnvFile } from '../../../../src/cli/msp/in-env-file.ts';

const pem = '-----BEGIN CERTIFICATE-----\nMIIB+/=\n-----END CERTIFICATE-----';

test.each(['hunter2', 'with space', "it's", 'say "no"', '# not a note', pem, 'C:\\new', '$HOME', '`', 'a=b', ' x '])(
  'Node reads %j back as it was',
  (value) => {
    expect(parseEnv(`A=1\n${inEnvFile('NAME', value)}\nB=2\n`)).toEqual({ A: '1', NAME: value, B: '2' });
  },
);

test('whatever can be written is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab1 \'"`\\n#=$\n\t{}') }), (value) => {
      const line = inEnvFile('NAME', value);
      if (line !== undefined) expect(parseEnv(`A=1\n${line}\nB=2\n`)).toEqual({ A: '1', NAME: value, B: '2' });
    }),
  );
});

test('what can not be written is not written as something else', () => {
  expect(inEnvFile('NAME', '\'"`')).toBeUndefined();
});
