import type { Flaw } from './flaw.ts';
import type { ChainSeen } from './look.ts';
import type { Report } from './report.ts';

/** What a verification has come to, in lines for people; the verdict is the last one. */
export function reportInWords(report: Report): string[] {
  const { chains, checkpoints, promises, flaws, counts } = report;
  const { approvals, effects, byHand, open, unsure, unfinished, notJudged } = promises;
  const counted = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const unjudged = [...notJudged.values()].reduce((sum, count) => sum + count, 0);
  return [
    ...chains.map(chainInWords),
    ...checkpoints.map(({ place, count, last }) =>
      last ? `${place}: ${many(count, 'checkpoint')}, the last one of ${last.at}.` : `${place}: no checkpoint.`,
    ),
    ...signatureInWords(report),
    `${many(approvals, 'approval')} and ${many(effects, 'change')}; what was promised about them was replayed.`,
    ...(byHand > 0 ? [`${many(byHand, 'change')} made at the command line, where no approval is asked.`] : []),
    ...(open > 0 ? [`${many(open, 'change')} begun, with no end written down yet.`] : []),
    ...(unsure > 0 ? [`${many(unsure, 'change')} of which nobody knows whether it happened.`] : []),
    ...unfinished.map(({ customer, seq, effect, state }) => `  ${customer}, line ${seq}: ${effect} is ${state}.`),
    ...(unjudged > 0
      ? [`Not judged: ${many(unjudged, 'line')} (${inList(notJudged)}), of which too little is known.`]
      : []),
    ...flaws.map(flawInWords),
    ...(counted > flaws.length ? [`… and ${counted - flaws.length} more.`] : []),
    report.ok
      ? 'It holds: every line follows on the one before it, and every promise that could be judged was kept.'
      : `It does not hold: ${many(counted, 'flaw')}. Keep everything as it is, and find out who could write to it.`,
  ];
}

function chainInWords({ customer, first, last, lines, signedUpTo }: ChainSeen): string {
  const vouched = signedUpTo > 0 ? `signed up to line ${signedUpTo}` : 'not covered by a checkpoint';
  return lines === 0 ? `${customer}: no line.` : `${customer}: lines ${first} to ${last}, ${vouched}.`;
}

function signatureInWords({ vouched }: Report): string[] {
  const { signature, keys, keyCameAlong } = vouched;
  if (signature !== 'right') return [];
  const whose = keyCameAlong ? ', which came along: compare it with the one your provider told you' : '';
  return [`Signed as a whole by the key ${keys.join(', ')}${whose}.`];
}

function flawInWords({ customer, seq, why }: Flaw): string {
  return customer === undefined ? `✗ ${why}.` : `✗ ${customer}, line ${seq ?? 0}: ${why}.`;
}

function inList(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([action, count]) => `${action} ${count}`).join(', ');
}

function many(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
