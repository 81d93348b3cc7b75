import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTicketFile } from '../../../../src/cli/demo/ticket-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-tickets-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(...lines: string[]) {
  const path = join(folder, 'tickets.jsonl');
  writeFileSync(path, lines.join('\n'));
  const problems: string[] = [];
  const tickets: unknown[] = [];
  for await (const ticket of readTicketFile(path, (problem) => problems.push(problem))) tickets.push(ticket);
  return { tickets, problems };
}

test('a ticket is one line, and what it may leave out is empty', async () => {
  const { tickets } = await read(
    '{"id": "a", "subject": "Printer jams", "body": "since Friday", "label": "printer"}',
    '{"id": 2, "subject": "VPN is down", "body": null}',
  );

  expect(tickets).toEqual([
    { id: 'a', subject: 'Printer jams', body: 'since Friday' },
    { id: '2', subject: 'VPN is down', body: '' },
  ]);
});

test.each([
  ['no JSON', '{"id": "b", "subject": ', 'Line 2 is left out: it is not JSON.'],
  ['no id', '{"subject": "x"}', 'Line 2 is left out: it needs {"id", "subject", "body"}; id does not fit.'],
  ['another kind of thing', '[1, 2]', 'Line 2 is left out: it needs {"id", "subject", "body"}; it does not fit.'],
  ['no words', '{"id": "b", "subject": " ", "body": ""}', 'Line 2 is left out: it says nothing.'],
])('a line with %s is told by its number, and the others are read', async (_, bad, problem) => {
  const good = '{"id": "a", "subject": "Printer jams"}';

  const { tickets, problems } = await read(good, bad, good);

  expect(tickets).toHaveLength(2);
  expect(problems).toEqual([problem]);
});

test('an empty line is nothing to report, and keeps its number', async () => {
  const { problems } = await read('', '  ', 'oops');

  expect(problems).toEqual(['Line 3 is left out: it is not JSON.']);
});

test('a file that is not there is told before anything is opened', () => {
  expect(() => readTicketFile(join(folder, 'nowhere.jsonl'), () => {})).toThrow("can't be read. Check its name");
  expect(() => readTicketFile(folder, () => {})).toThrow("can't be read. Check its name");
});
