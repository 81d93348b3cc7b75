import { noLog } from '../../src/lib/log.ts';
import { startEmbeddedServer } from '../../src/store/embedded-server.ts';

/** A process that has a server and does nothing else: `node bot-with-server.ts <data folder>`. Ends with its standard input. */
const [, , dataDir = ''] = process.argv;
const server = await startEmbeddedServer({ dataDir, log: noLog });
console.log(JSON.stringify({ url: server.url, pid: server.pid() }));
process.stdin.resume();
