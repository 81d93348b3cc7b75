import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTeamsStage, type TeamsStage } from './stage.ts';

let stage: TeamsStage;

beforeAll(async () => {
  stage = await setTeamsStage();
});

afterAll(() => stage.stop());

const json = { 'content-type': 'application/json' };
const good = () => JSON.stringify(stage.messageFrom('ada'));

test.each([
  ['more than 256 KiB', 413, () => JSON.stringify({ ...stage.messageFrom('ada'), more: 'x'.repeat(256 * 1024) }), json],
  ['half of a JSON text', 400, () => good().slice(0, -10), json],
  ['nothing', 400, () => '', json],
  ['a nest without end', 400, () => '['.repeat(100_000), json],
  ['a form', 415, () => 'type=message', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['files', 415, () => good(), { 'content-type': 'multipart/form-data; boundary=x' }],
  ['a text', 415, () => good(), { 'content-type': 'text/plain' }],
  ['JSON by another name', 415, () => good(), { 'content-type': 'application/jsonp' }],
  ['compressed JSON', 415, () => gzipSync(good()), { ...json, 'content-encoding': 'gzip' }],
  ['no type', 400, () => JSON.stringify({ ...stage.messageFrom('ada'), type: undefined }), json],
  ['nobody', 400, () => JSON.stringify({ ...stage.messageFrom('ada'), from: undefined }), json],
  ['text that is no text', 400, () => JSON.stringify({ ...stage.messageFrom('ada'), text: { a: 1 } }), json],
] satisfies [string, number, () => string | Uint8Array<ArrayBuffer>, Record<string, string>][])(
  '%s is answered with %i and nothing more',
  async (_, status, body, headers) => {
    const response = await stage.send(body(), { ...headers, authorization: await stage.goodToken() });

    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(stage.ears.heard).toEqual([]);
  },
);

test('ten thousand characters arrive whole', async () => {
  const text = 'the printer is on fire '.repeat(435).trim();

  await stage.chat.whispersToBot('ada', text);

  const [said] = await stage.ears.said(1);
  expect(said?.text).toBe(text);
});
