import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { jsonIn } from '../lib/json-in.ts';
import { jsonAnswer, type WebRequest, type WebRoute } from '../lib/web.ts';
import { type Handovers, tokenForm } from './handovers.ts';
import type { Revealed } from './opening.ts';

/** The page that shows a secret once. To look at it opens nothing; only its button does. */
export function handoverPages(parts: {
  readonly handovers: Pick<Handovers, 'reveal'>;
  readonly publicUrl: string;
}): WebRoute[] {
  const { origin } = new URL(parts.publicUrl);
  return [
    file('/handover', 'page.html', 'text/html'),
    file('/handover/page.css', 'page.css', 'text/css'),
    file('/handover/page.js', 'page.js', 'text/javascript'),
    {
      method: 'post',
      path: '/handover/reveal',
      longestBody: 1_024,
      mediaType: 'application/json',
      bringsSecrets: true,
      async answer(request) {
        const asked = isFromOurPage(request, origin) ? askedIn(request.body) : undefined;
        if (!asked) return jsonAnswer(400, { error: 'This request was not understood.' }, guarded);
        const revealed = await parts.handovers.reveal(asked.token, asked.code);
        return jsonAnswer(statuses[revealed.state], revealed, guarded);
      },
    },
  ];
}

const statuses = {
  revealed: 200,
  'wrong-code': 403,
  opened: 410,
  expired: 410,
  blocked: 410,
  unknown: 404,
} satisfies Record<Revealed['state'], number>;

function file(path: string, name: string, mediaType: string): WebRoute {
  const body = readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
  const headers = { ...guarded, 'content-type': `${mediaType}; charset=utf-8` };
  return { method: 'get', path, longestBody: 0, answer: async () => ({ status: 200, headers, body }) };
}

/** Nothing of these pages is kept, framed, sent on, or may load anything from elsewhere. */
const guarded = {
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

/** Browsers say where a request comes from, and no page can make them say something else. */
function isFromOurPage({ headers }: WebRequest, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (headers.origin === origin) return true;
  // A page that sends no referrer may hide its origin too, also from itself.
  return site === 'same-origin' && (headers.origin === undefined || headers.origin === 'null');
}

/** Six digits in whatever groups somebody types them. */
const Code = z
  .string()
  .max(20)
  .transform((typed) => typed.replace(/[\s-]/g, ''));
const Asked = z.strictObject({ token: z.string().regex(tokenForm), code: Code });

function askedIn(body: Buffer): z.infer<typeof Asked> | undefined {
  return Asked.safeParse(jsonIn(body)).data;
}
