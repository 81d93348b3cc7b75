import type { IncomingMessage } from 'node:http';

/** A request's body, or why there is none. */
export type Body =
  | { readonly outcome: 'read'; readonly bytes: Buffer }
  | { readonly outcome: 'too long' | 'too slow' | 'broken off' };

interface Limits {
  readonly longestBytes: number;
  readonly withinMs: number;
}

/** What comes after the limit is read and forgotten, so that the caller hears the refusal. */
export function readBody(request: IncomingMessage, { longestBytes, withinMs }: Limits): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const clock = setTimeout(() => resolve({ outcome: 'too slow' }), withinMs);
    const end = (body: Body) => {
      clearTimeout(clock);
      resolve(body);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= longestBytes) chunks.push(chunk);
      else end({ outcome: 'too long' });
    });
    request.on('end', () => end({ outcome: 'read', bytes: Buffer.concat(chunks) }));
    request.on('error', () => end({ outcome: 'broken off' }));
    request.on('close', () => end({ outcome: 'broken off' }));
    if (Number(request.headers['content-length'] ?? 0) > longestBytes) end({ outcome: 'too long' });
  });
}
