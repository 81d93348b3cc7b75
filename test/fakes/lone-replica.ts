import { noLog } from '../../src/lib/log.ts';
import { join } from '../../src/store/membership.ts';

/** A process that is a replica and does nothing else: `node lone-replica.ts <database url> <id>`. */
const [, , url = '', id = ''] = process.argv;
await join({ url, id, onLost: () => process.exit(1), log: noLog });
console.log('joined');
process.stdin.resume();
