import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { z } from 'zod';
import { LabReady, Measured, type Order } from './connector-orders.ts';
import { median, percentile, printMachine, printTable, shown, spread } from './report.ts';

// What the desk adds to a vendor's call, what customers occupy, and a long list.
// node bench/connectors.ts [rounds]

const ROUNDS = Number(process.argv[2] ?? 12);
const CALLS = 100;
const CUSTOMERS = 200;
const AGENTS = 2_000;

printMachine();
const vendors = fork(new URL('vendor-lab.ts', import.meta.url), { execArgv: ['--disable-warning=DeprecationWarning'] });
vendors.send({ customers: CUSTOMERS, agents: AGENTS });
const lab = LabReady.parse((await once(vendors, 'message'))[0]);

const { rounds } = await worked('calls', { measure: 'calls', lab, calls: CALLS, rounds: ROUNDS });
printTable(
  `One look-up in ServiceNow, one after the other, ${ROUNDS} rounds of ${CALLS} turn by turn`,
  ['', 'ms p50 min', 'median', 'max', 'ms p99 median', 'own CPU ms/call median'],
  [
    row('desk: through the registry', 'desk'),
    row('baseline: fetch, same proxy, token at hand', 'fetch'),
    row('baseline: undici request, likewise', 'request'),
  ],
);
printTable(
  'Desk against the baselines, same round',
  ['', 'min', 'median', 'max'],
  (['fetch', 'request'] as const).flatMap((baseline) => [
    [
      `${baseline}: ms p50, times`,
      ...spread(
        rounds.map((round) => half(round.desk) / half(round[baseline])),
        2,
      ),
    ],
    [
      `${baseline}: own CPU, times`,
      ...spread(
        rounds.map((round) => round.desk.cpuMs / round[baseline].cpuMs),
        2,
      ),
    ],
    [
      `${baseline}: ms p50, more`,
      ...spread(
        rounds.map((round) => half(round.desk) - half(round[baseline])),
        2,
      ),
    ],
  ]),
);

const memory = { none: [] as Memory[], all: [] as Memory[] };
for (let round = 0; round < 3; round++) {
  memory.none.push(await worked('memory', { measure: 'memory', lab, customers: 0 }));
  memory.all.push(await worked('memory', { measure: 'memory', lab, customers: CUSTOMERS }));
}
printTable(
  `Memory with ${CUSTOMERS} customers, ${memory.all[0]?.opened} connections open with their tokens, 3 rounds`,
  ['', 'resident MB min', 'median', 'max', 'heap MB median', 'ms to open all, median'],
  [
    ['all', ...memoryCells(memory.all)],
    ['none', ...memoryCells(memory.none)],
    [
      'difference',
      ...spread(
        memory.all.map((one, round) => one.residentMb - (memory.none[round]?.residentMb ?? 0)),
        1,
      ),
      shown(
        (median(memory.all.map(({ heapMb }) => heapMb)) ?? 0) - (median(memory.none.map(({ heapMb }) => heapMb)) ?? 0),
        1,
      ),
      '-',
    ],
  ],
);

const unhurried = await worked('agents', { measure: 'agents', lab, atVendorsPace: false });
const atPace = await worked('agents', { measure: 'agents', lab, atVendorsPace: true });
printTable(
  `${atPace.agents} Atera devices listed, page by page`,
  ['', 'ms', 'own CPU ms', 'peak resident MB', 'before'],
  [agentRow("at the desk's pace for Atera", atPace), agentRow('without a pace', unhurried)],
);
printMachine();
vendors.disconnect();

type Side = z.infer<typeof Measured.calls>['rounds'][number]['desk'];
type Memory = z.infer<typeof Measured.memory>;
type Agents = z.infer<typeof Measured.agents>;

async function worked<Name extends Order['measure']>(
  name: Name,
  order: Extract<Order, { measure: Name }>,
): Promise<z.infer<(typeof Measured)[Name]>> {
  const child = fork(new URL('connector-worker.ts', import.meta.url), {
    execArgv: ['--disable-warning=DeprecationWarning', '--expose-gc'],
  });
  child.send(order);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`A worker ended with ${code}`);
  });
  const [message] = await Promise.race([once(child, 'message'), failed]);
  return Measured[name].parse(message) as z.infer<(typeof Measured)[Name]>;
}

function half({ ms }: Side): number {
  return median(ms) ?? Number.NaN;
}

function row(title: string, side: 'desk' | 'fetch' | 'request'): string[] {
  const measured = rounds.map((round) => round[side]);
  return [
    title,
    ...spread(measured.map(half), 2),
    shown(median(measured.map(({ ms }) => percentile(ms, 99) ?? Number.NaN)), 2),
    shown(median(measured.map(({ cpuMs }) => cpuMs)), 2),
  ];
}

function memoryCells(measured: readonly Memory[]): string[] {
  return [
    ...spread(
      measured.map(({ residentMb }) => residentMb),
      1,
    ),
    shown(median(measured.map(({ heapMb }) => heapMb)), 1),
    shown(median(measured.map(({ ms }) => ms))),
  ];
}

function agentRow(title: string, { ms, cpuMs, peakMb, beforeMb }: Agents): string[] {
  return [title, shown(ms), shown(cpuMs), shown(peakMb, 1), shown(beforeMb, 1)];
}
