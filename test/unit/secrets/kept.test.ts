import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { noLog } from '../../../src/lib/log.ts';
import { createLookAtKept } from '../../../src/secrets/kept.ts';
import { masterKey } from '../../../src/secrets/master-key.ts';
import { createVault } from '../../../src/secrets/vault.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { describeWithDatabase, inFreshDatabase } from '../../fakes/database.ts';

describeWithDatabase('what another replica has sealed', () => {
  const key = masterKey(randomBytes(32));
  let pool: Pool;
  inFreshDatabase((fresh) => {
    pool = fresh;
  });

  test('is heard of by looking, and what is sealed later by looking again', async () => {
    const heard = new Set<string>();
    const another = createVault({ pool, key });
    const ours = createVault({ pool, key, onSecret: (value) => heard.add(value) });
    const look = createLookAtKept({ pool, vault: ours, log: noLog });
    const sealed = (reference: string) => another.forCall({ customerId: 'contoso', reference }).password();

    const first = await sealed('MSP-1');
    await look();
    expect([...heard]).toEqual([first.value]);

    const second = await sealed('MSP-2');
    await look();
    expect(heard).toEqual(new Set([first.value, second.value]));
  });

  test('with a key that is not ours stops nothing', async () => {
    const warned: string[] = [];
    await createVault({ pool, key: masterKey(randomBytes(32)) })
      .forCall({ customerId: 'fabrikam', reference: 'MSP-3' })
      .password();
    const vault = createVault({ pool, key });

    await createLookAtKept({ pool, vault, log: { ...noLog, warn: (event) => warned.push(event) } })();

    expect(warned).toEqual(['secret.not-readable']);
  });
});
