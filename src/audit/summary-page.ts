import type { Report } from './report.ts';
import { reportInWords } from './report-words.ts';
import type { Summary, ToldEffect, ToldRun } from './summary.ts';

/** What a page tells beside the lines: whose it is, and how people call what lines know by id. */
export interface AboutSummary {
  readonly customer: string;
  readonly period: string;
  readonly made: string;
  readonly nameOf: (person: string) => string;
  readonly titleOf: (operation: string) => string;
}

const columns = ['When', 'Ticket', 'Asked by', 'Workflow', 'Decided by', 'Changes', 'Came to'] as const;

const states: Readonly<Record<string, string>> = {
  intended: 'begun, end unknown',
  done: 'done',
  failed: 'not done',
  unsure: 'nobody knows yet',
  'settled-as-done': 'done, as a technician found',
  'settled-as-not-done': 'not done, as a technician found',
};

/** How real it was, where that is not a matter of course. */
const modes: Readonly<Record<string, string>> = { demo: ' (simulated)', sandbox: ' (with test credentials)' };

/** A page that reads without the desk, on paper too. Everything that is not ours is escaped. */
export function summaryPage(summary: Summary, report: Report, about: AboutSummary): string {
  const runs = summary.runs();
  const verdict = reportInWords(report).at(-1) ?? '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evidence for ${escaped(about.customer)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>What was asked, approved and done for ${escaped(about.customer)}</h1>
<p class="quiet">${escaped(about.period)}. Made ${escaped(about.made)}. Times are UTC.</p>
<p class="${report.ok ? 'holds' : 'broken'}">${escaped(verdict)}</p>
<dl>${counts(runs)}</dl>
<table>
<thead><tr>${columns.map((column) => `<th>${column}</th>`).join('')}</tr></thead>
<tbody>
${runs.map((run) => rowOf(run, about)).join('\n')}
</tbody>
</table>
${summary.left() > 0 ? `<p>${summary.left()} lines belong to further tickets; audit.jsonl has them all.</p>` : ''}
<h2>The verification in full</h2>
<ul>${reportInWords(report)
    .map((line) => `<li>${escaped(line)}</li>`)
    .join('')}</ul>
<p class="quiet">This page is for reading. What counts is audit.jsonl; VERIFY.txt says how to check it.</p>
</body>
</html>
`;
}

function counts(runs: readonly ToldRun[]): string {
  const effects = runs.flatMap((run) => [...run.effects.values()]);
  const answers = runs.flatMap((run) => run.answers);
  const told: readonly (readonly [string, number])[] = [
    ['tickets', runs.filter(({ askedBy }) => askedBy !== '').length],
    ['approved', answers.filter(({ verdict }) => verdict === 'approved').length],
    ['denied', answers.filter(({ verdict }) => verdict === 'denied').length],
    ['changes done', effects.filter(({ state }) => /^(settled-as-)?done$/.test(state)).length],
    ['not done', effects.filter(({ state }) => /^(failed|settled-as-not-done)$/.test(state)).length],
    ['not known', effects.filter(({ state }) => state === 'intended' || state === 'unsure').length],
  ];
  return told.map(([what, count]) => `<div><dt>${what}</dt><dd>${count}</dd></div>`).join('');
}

function rowOf(run: ToldRun, { nameOf, titleOf }: AboutSummary): string {
  const asked = run.askedBy === '' ? '' : `${nameOf(run.askedBy)}${run.proven === 'linked' ? '' : ` (${run.proven})`}`;
  const answers = run.answers.map(({ verdict, by, at }) => `${verdict}${by ? ` by ${nameOf(by)}` : ''}, ${timeOf(at)}`);
  const effects = [...run.effects.values()].map((effect) => effectInWords(effect, titleOf));
  const cells = [timeOf(run.at), run.run, asked, run.workflow, answers, effects, run.outcome || 'still open'];
  const shown = cells.map((cell, place) => {
    const lines = [cell].flat().map(escaped).join('<br>');
    return `<td data-what="${columns[place] ?? ''}">${lines}</td>`;
  });
  return `<tr>${shown.join('')}</tr>`;
}

function effectInWords({ operation, mode, state }: ToldEffect, titleOf: (operation: string) => string): string {
  return `${titleOf(operation)}: ${states[state] ?? state}${modes[mode] ?? ''}`;
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; max-width: 72rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.quiet { color: #57606a; } .holds, .broken { padding: .75rem 1rem; border-radius: .5rem; border: 1px solid; }
.holds { background: #eefbf1; border-color: #2da44e; } .broken { background: #fff1f0; border-color: #cf222e; }
dl { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0; }
dl div { border: 1px solid #d0d7de; border-radius: .5rem; padding: .5rem 1rem; min-width: 6rem; }
dt { color: #57606a; } dd { margin: 0; font-size: 1.4rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .5rem .6rem; border-bottom: 1px solid #d0d7de; overflow-wrap: anywhere; }
th { color: #57606a; font-weight: 600; white-space: nowrap; } td:first-child { white-space: nowrap; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } tr { break-inside: avoid; } }
@media (max-width: 40rem) { table, thead, tbody, tr, td { display: block; } thead { display: none; } tr { border-bottom: 2px solid #d0d7de; padding: .5rem 0; } td { border: 0; padding: .1rem 0; } td:empty { display: none; } td::before { content: attr(data-what) ': '; color: #57606a; } }
`;
