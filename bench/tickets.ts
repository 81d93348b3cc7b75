import { median, percentile, printMachine, printTable, shown, spread } from './report.ts';
import { type Measured, startWorker } from './worker.ts';

// The whole job: somebody writes → written down → understood → approval card → click → operations → answer.
// node bench/tickets.ts [rounds]

const ROUNDS = Number(process.argv[2] ?? 4);
const IN_FLIGHT = 16;
const SECONDS = 3;
const CUSTOMERS = 8;

printMachine();
const desk = await startWorker(new URL('desk-worker.ts', import.meta.url));
const plain = await startWorker(new URL('dbos-worker.ts', import.meta.url));
const { steps, waits } = await desk.work({ lanes: IN_FLIGHT, seconds: 2, customers: CUSTOMERS });
await plain.work({ lanes: IN_FLIGHT, seconds: 2, steps });

const ofDesk: Measured[] = [];
const ofPlain: Measured[] = [];
for (let round = 0; round < ROUNDS; round++) {
  ofDesk.push(await desk.work({ lanes: IN_FLIGHT, seconds: SECONDS, customers: CUSTOMERS }));
  ofPlain.push(await plain.work({ lanes: IN_FLIGHT, seconds: SECONDS, steps }));
}
const oneCustomer = await desk.work({ lanes: IN_FLIGHT, seconds: SECONDS, customers: 1 });
const alone = await desk.work({ lanes: 1, seconds: SECONDS });
const plainAlone = await plain.work({ lanes: 1, seconds: SECONDS, steps });
await Promise.all([desk.stop(), plain.stop()]);

printTable(
  `Whole jobs, ${IN_FLIGHT} in flight, ${ROUNDS} rounds of ${SECONDS} s turn by turn; each job has ${steps} durable steps and ${waits} wait`,
  ['', 'jobs/s min', 'median', 'max', 'ms p50', 'ms p99', 'own CPU ms/job', 'resident MB'],
  [
    row(`desk: a password is reset, ${CUSTOMERS} customers`, ofDesk),
    row('desk: all of one customer, one round', [oneCustomer]),
    row('desk: one job at a time, one round', [alone]),
    row('baseline: plain DBOS, empty steps', ofPlain),
    row('baseline: one run at a time, one round', [plainAlone]),
  ],
);
const ratios = ofDesk.map((measured, round) => (100 * rate(measured)) / rate(ofPlain[round] ?? measured));
printTable('Desk against plain DBOS, percent', ['', 'min', 'median', 'max'], [['same round', ...spread(ratios)]]);
printTable(
  'Until what somebody wrote is committed',
  ['', 'ms p50', 'ms p99'],
  [
    acknowledged(`desk, ${IN_FLIGHT} jobs in flight`, ofDesk),
    acknowledged('desk, one job at a time', [alone]),
    acknowledged(`baseline: a plain DBOS run is started, ${IN_FLIGHT} in flight`, ofPlain),
  ],
);
printMachine();

function rate({ jobs, seconds }: Measured): number {
  return jobs / seconds;
}

function row(title: string, rounds: readonly Measured[]): string[] {
  const ms = rounds.flatMap((measured) => measured.ms);
  return [
    title,
    ...spread(rounds.map(rate)),
    shown(median(ms)),
    shown(percentile(ms, 99)),
    shown(median(rounds.map(({ cpuMs, jobs }) => cpuMs / jobs)), 1),
    shown(rounds.at(-1)?.residentMb),
  ];
}

function acknowledged(title: string, rounds: readonly Measured[]): string[] {
  const ms = rounds.flatMap((measured) => measured.acknowledged);
  return [title, shown(median(ms), 1), shown(percentile(ms, 99), 1)];
}
