import { noLog } from '../../src/lib/log.ts';
import { startDbosRuns } from '../../src/runs/dbos.ts';
import { createPool, inTransaction } from '../../src/store/pool.ts';
import { describeWithDatabase, freshDatabase } from '../fakes/database.ts';
import { engineContract } from './engines.ts';

describeWithDatabase('DBOS', () => {
  engineContract('DBOS on PostgreSQL', async () => {
    const { url, drop } = await freshDatabase();
    const pool = createPool(url);
    return {
      start: (program) => startDbosRuns({ url, replica: 'test', program, log: noLog }),
      inTransaction: (work) => inTransaction(pool, work),
      async end() {
        await pool.end();
        await drop();
      },
    };
  });
});
