import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { noLog } from '../../../src/lib/log.ts';
import { createLookAtKept } from '../../../src/secrets/kept.ts';
import { unreachable } from '../../../src/secrets/key-vault-refusal.ts';
import { masterKey } from '../../../src/secrets/master-key.ts';
import { createVault, idOf } from '../../../src/secrets/vault.ts';
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

  test('is heard of later when the way to its key was closed, and stops nothing else', async () => {
    const heard = new Set<string>();
    const another = createVault({ pool, key });
    const ours = createVault({ pool, key, onSecret: (value) => heard.add(value) });
    const first = await another.forCall({ customerId: 'woodgrove', reference: 'MSP-4' }).password();
    await pool.query(`update app.secret set sealed_at = now() - interval '1 hour' where id = $1`, [idOf(first.sealed)]);
    const second = await another.forCall({ customerId: 'woodgrove', reference: 'MSP-5' }).password();
    let away = true;
    const open: typeof ours.open = (id, customerId) =>
      away && id === idOf(first.sealed)
        ? Promise.reject(unreachable('keys.vault.azure.net', 'no answer'))
        : ours.open(id, customerId);
    const look = createLookAtKept({ pool, vault: { open }, log: noLog });

    await look();
    expect(heard).toContain(second.value);
    expect(heard).not.toContain(first.value);

    away = false;
    await look();
    expect(heard).toContain(first.value);
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
