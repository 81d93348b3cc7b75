import type { IncomingMessage } from 'node:http';

const atMostBytes = 256 * 1024;

/** A request's body, or the HTTP status that says what is wrong with it. */
export type ReadJson =
  | { readonly outcome: 'read'; readonly body: unknown }
  | { readonly outcome: 'refused'; readonly status: 400 | 413 | 415 };

/** Reads on past the limit without keeping anything, so that the caller hears the refusal. Compressed bodies are not taken. */
export async function readJson(request: IncomingMessage): Promise<ReadJson> {
  const { 'content-type': type, 'content-encoding': encoding } = request.headers;
  if (!/^application\/json\s*(;|$)/i.test(type ?? '') || encoding) return { outcome: 'refused', status: 415 };

  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= atMostBytes) chunks.push(chunk);
  }
  if (size > atMostBytes) return { outcome: 'refused', status: 413 };

  try {
    return { outcome: 'read', body: JSON.parse(Buffer.concat(chunks).toString('utf8'), writable) };
  } catch {
    return { outcome: 'refused', status: 400 };
  }
}

/** NUL and half a character can't be written down anywhere. */
function writable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;
}
