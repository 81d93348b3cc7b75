import type { Repeat } from '../../egress/send.ts';
import type { Permission } from './permissions.ts';

/** One request to Graph. The values of its query are written plainly; they are encoded on the way. */
export interface GraphAsk {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the version, e.g. `/users`, or the whole address of a list's next page. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly repeat: Repeat;
  /** What the app needs for it, named when Graph refuses. */
  readonly permission: Permission;
}

/** Where an account is; neither quotes nor `#` of a sign-in name may change the address. */
export function accountPath(idOrAccount: string, below = ''): string {
  return `/users/${encodeURIComponent(idOrAccount)}${below}`;
}
