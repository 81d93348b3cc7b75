import { existsSync } from 'node:fs';
import { type Browser, launch } from 'puppeteer-core';
import { describe } from 'vitest';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];
const found = places.find((path) => existsSync(path));

/** For tests that look at a page as people do. Where checks must be whole, a missing browser fails them. */
export function describeWithBrowser(name: string, tests: () => void): void {
  if (found || process.env.CI) describe(name, tests);
  else describe.skip(`${name} (skipped: no Chromium on this system, install one to test it)`, tests);
}

/** A browser without a window that knows nothing of earlier ones. Root's can't have a sandbox. */
export function openBrowser(): Promise<Browser> {
  if (!found) throw new Error(`There is no Chromium at ${places.join(', ')}. Install one.`);
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return launch({ executablePath: found, args: ['--disable-dev-shm-usage', ...asRoot] });
}
