import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A checkout of ours that every user of this machine can read; `folder` is to be removed if it was made for that. */
export interface Checkout {
  readonly root: string;
  readonly folder: string | undefined;
}

/** Ours if everybody can get at it; otherwise a copy of hard links, because a clone may lie where only root may look. */
export function readableCheckout(): Checkout {
  if (isOpen(root)) return { root, folder: undefined };
  const folder = mkdtempSync(join(tmpdir(), 'desk-checkout-'));
  chmodSync(folder, 0o755);
  const parts = ['package.json', 'src', 'test', 'node_modules'].map((part) => join(root, part));
  try {
    execFileSync('cp', ['--archive', '--link', ...parts, folder], { stdio: 'ignore' });
  } catch {
    execFileSync('cp', ['--archive', '--force', ...parts, folder]); // another file system takes no links
  }
  return { root: folder, folder };
}

function isOpen(path: string): boolean {
  const mayPass = (statSync(path).mode & 0o005) === 0o005;
  return mayPass && (dirname(path) === path || isOpen(dirname(path)));
}
