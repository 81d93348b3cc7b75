import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readLabelledFile } from '../../../../src/cli/msp/labelled-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-labelled-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(name: string, content: string | Uint8Array) {
  const file = join(folder, name);
  writeFileSync(file, content);
  return readLabelledFile(file);
}

/** What is wrong with it, without the folder it lies in. */
async function wrongWith(name: string, content: string | Uint8Array): Promise<string[]> {
  const error = await read(name, content).then(
    () => new Error('nothing is wrong'),
    (thrown: Error) => thrown,
  );
  return error.message.replaceAll(`${folder}/`, '').split('\n');
}

const printer = { text: 'The printer jams', category: 'printer_issue', alt: [] };

test('a line of JSON is a ticket, with its subject before its body', async () => {
  const read1 = await read(
    'tickets.jsonl',
    [
      '{"id": 7, "subject": "Printer", "body": "It jams.", "category": "printer_issue", "alt": ["hardware_issue"], "lang": "en", "source": "x"}',
      '',
      '{"text": "VPN is down", "category": "network_issue"}\r',
      '{"subject": "Only this", "body": null, "category": "other", "alt": null}',
    ].join('\n'),
  );

  expect(read1).toEqual([
    { id: '7', text: 'Printer\n\nIt jams.', category: 'printer_issue', alt: ['hardware_issue'] },
    { id: 'line 3', text: 'VPN is down', category: 'network_issue', alt: [] },
    { id: 'line 4', text: 'Only this', category: 'other', alt: [] },
  ]);
});

test.each([
  ['commas', 'text,category\nThe printer jams,printer_issue\n'],
  ['semicolons', '"text";"category"\n"The printer jams";"printer_issue"'],
  ['tabs', 'category\ttext\r\nprinter_issue\tThe printer jams\r\n'],
  ['a byte order mark', '\ufeffCategory;Text\nprinter_issue;The printer jams\n'],
  ['columns that nobody needs', 'nr,text,category,agent\n1,The printer jams,printer_issue,Tess'],
  ['blank lines and rows', 'text,category\n\n,\nThe printer jams,printer_issue\n\n'],
])('a table with %s is read', async (_, table) => {
  expect(await read('tickets.csv', table)).toMatchObject([printer]);
});

test('a cell may hold delimiters, quotation marks and lines of its own', async () => {
  const [ticket] = await read('t.csv', 'subject;body;category;alt\n"A ""jam""; again";"Line one\nline two";other;""');

  expect(ticket).toMatchObject({ text: 'A "jam"; again\n\nLine one\nline two', category: 'other', alt: [] });
});

test('a category may be written by its alias or as words, and others stand beside it once', async () => {
  const [ticket] = await read(
    't.csv',
    'text,category,alt\nA,Disk Space,"software-install; printer_issue;PRINTER ISSUE;disk_cleanup"',
  );

  expect(ticket).toMatchObject({ category: 'disk_cleanup', alt: ['software_request', 'printer_issue'] });
});

test('what can not be stored is replaced', async () => {
  const [ticket] = await read('t.jsonl', '{"text": "a\\u0000b\\ud800", "category": "other"}');

  expect(ticket?.text).toBe('a\ufffdb\ufffd');
});

test('everything that is wrong is told at once, each with its line and its remedy', async () => {
  const told = await wrongWith(
    'bad.jsonl',
    [
      '{"text": "fine", "category": "other"}',
      '{"text": "x", "category": ',
      '{"text": "x", "category": "pasword_reset"}',
      '{"text": "x", "category": "zebra", "alt": ["nonsense_here"]}',
      '{"text": " ", "category": "other"}',
      '{"text": "x"}',
      '{"text": 5, "category": "other", "alt": 7}',
      '"a text"',
    ].join('\n'),
  );

  expect(told).toEqual([
    'bad.jsonl:2:1  It is not JSON.  → Write one JSON object a line, with nothing around it.',
    'bad.jsonl:3:1  There is no category "pasword_reset".  → Did you mean password_reset?',
    expect.stringMatching(
      /^bad.jsonl:4:1 {2}There is no category "zebra". {2}→ Use one of password_reset, .*disk_space/,
    ),
    expect.stringContaining('bad.jsonl:4:1  There is no category "nonsense_here".'),
    'bad.jsonl:5:1  It says nothing.  → Write what was asked in text, or in subject and body.',
    expect.stringContaining('bad.jsonl:6:1  category is missing.  → Write e.g. {"text": '),
    expect.stringContaining('bad.jsonl:7:1  text is no text.'),
    expect.stringContaining('bad.jsonl:7:1  alt is no list of categories.'),
    expect.stringContaining('bad.jsonl:8:1  It is no ticket.'),
  ]);
});

test('after twenty problems the others are counted', async () => {
  const told = await wrongWith('bad.csv', `text,category\n${'x,zebra\n'.repeat(30)}`);

  expect(told).toHaveLength(21);
  expect(told.at(-1)).toBe('bad.csv:22:1  It is not right, and so are 9 more.  → Put the others right first.');
});

test('a row of a table is told by the line it begins in', async () => {
  const told = await wrongWith('bad.csv', 'text,category\n"two\nlines",other\n\n"and\ntwo",zebra\nx,y,z\nfine,other\n');

  expect(told.map((line) => line.split('  ').slice(0, 2))).toEqual([
    ['bad.csv:5:1', 'There is no category "zebra".'],
    ['bad.csv:7:1', 'It has 3 cells, and the header 2.'],
  ]);
});

test.each([
  ['text,category\nfine,zebra\n"never,other\nx,other', ['bad.csv:2:1', 'bad.csv:3:1']],
  ['text,category\n19" screen,other', ['bad.csv:2:1']],
])('a broken quotation mark ends what can be told apart: %j', async (table, where) => {
  const told = await wrongWith('bad.csv', table);

  expect(told.map((line) => line.split('  ')[0])).toEqual(where);
  expect(told.at(-1)).toContain('and each quotation mark inside it twice');
});

test.each([
  ['text;categroy\nx;other', 'There is no column category.  → Rename categroy to category.'],
  ['a,b\nx,other', 'There is no column category.  → Name the columns in the first line, e.g. text,category.'],
  ['category,txet\nother,x', 'There is no column text, subject or body.  → Rename txet to text.'],
  ['text,category,text\nx,other,y', 'There are several columns text.  → Rename all but one.'],
])('a header that can not be used is told: %j', async (table, words) => {
  expect(await wrongWith('bad.csv', table)).toContain(`bad.csv:1:1  ${words}`);
});

test.each([
  ['list.json', '[{"text": "x", "category": "other"}]', 'list.json:1:1  It is one JSON list.'],
  ['empty.csv', 'text,category\n', 'There is no ticket in empty.csv.'],
  ['empty.jsonl', '\n\n', 'There is no ticket in empty.jsonl.'],
  ['latin.csv', Buffer.from('text,category\nk\xfche,other', 'latin1'), 'latin.csv:2:1  It is not written in UTF-8.'],
  ['wide.csv', Buffer.from('\ufefftext,category\nx,other', 'utf16le'), 'wide.csv:1:1  It is not written in UTF-8.'],
  ['long.jsonl', JSON.stringify({ text: 'x'.repeat(20_001), category: 'other' }), 'long.jsonl:1:1  It has 20001'],
])('%s is refused', async (name, content, words) => {
  expect((await wrongWith(name, content))[0]).toContain(words);
});

test('a file of more than 20 MB is refused before it is read, and one that is not there', async () => {
  await expect(read('big.csv', Buffer.alloc(20 * 1024 * 1024 + 1, 'x'))).rejects.toMatchObject({
    message: expect.stringContaining('has 21 MB'),
    remedy: 'Split it into files of at most 20 MB.',
  });
  await expect(readLabelledFile(join(folder, 'nowhere.csv'))).rejects.toThrow("can't be read");
  await expect(readLabelledFile(folder)).rejects.toThrow("can't be read");
});
