import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../../../src/http/server.ts';
import { noLog } from '../../../src/lib/log.ts';
import { createHandovers, type Handovers } from '../../../src/secrets/handovers.ts';
import { masterKey } from '../../../src/secrets/master-key.ts';
import { handoverPages } from '../../../src/secrets/pages.ts';
import { createVault, type Vault } from '../../../src/secrets/vault.ts';
import { createPool, type Pool } from '../../../src/store/pool.ts';
import { describeWithBrowser, openBrowser } from '../../fakes/browser.ts';
import { describeWithDatabase, type FreshDatabase, freshDatabase } from '../../fakes/database.ts';

const PHONE = { width: 360, height: 740, isMobile: true, hasTouch: true };

describeWithDatabase('the hand-over page', () => {
  describeWithBrowser('in a browser', () => {
    let database: FreshDatabase;
    let pool: Pool;
    let server: HttpServer;
    let browser: Browser;
    let vault: Vault;
    let handovers: Handovers;
    let pages: Page[];
    let visited: string[];
    let password: string;
    let link: string;
    let code: string;
    let count = 0;

    beforeAll(async () => {
      database = await freshDatabase();
      pool = createPool(database.url);
      vault = createVault({ pool, key: masterKey(randomBytes(32)) });
      const port = await freePort();
      const publicUrl = `http://localhost:${port}`;
      handovers = createHandovers({ pool, vault, publicUrl, record: async () => {}, log: noLog });
      const web = handoverPages({ handovers, publicUrl });
      server = await startHttpServer({ host: '127.0.0.1', port, routes: [], web, health: async () => {}, log: noLog });
      browser = await openBrowser();
    });
    afterAll(async () => {
      await browser.close();
      await server.stop();
      await pool.end();
      await database.drop();
    });
    beforeEach(async () => {
      count += 1;
      pages = [];
      visited = [];
      const { value, sealed } = await vault.forCall({ customerId: 'contoso', reference: `MSP-${count}` }).password();
      const title = 'New password for ada@contoso.com';
      const offered = await handovers.offer({
        sealed,
        customerId: 'contoso',
        runId: 'MSP-1',
        ...{ recipientId: 'ada', codeHolderId: 'ada' },
        title,
      });
      if (offered.state !== 'offered') throw new Error(offered.state);
      password = value;
      link = offered.link;
      code = await codeOf(offered.id);
    });
    afterEach(async () => {
      for (const page of pages) await page.close();
    });

    test('opens nothing by itself, and takes the token out of the address bar at once', async () => {
      const page = await open(link);

      expect(await text(page)).toContain('This is for you alone');
      expect(page.url()).not.toContain('#');
      expect(await page.evaluate('history.length')).toBe(2);
      expect(visited.filter((url) => url.includes('reveal'))).toEqual([]);
      expect((await handovers.reveal(tokenIn(link), code)).state).toBe('revealed');
    });

    test('shows the password when the button is pressed, and never again', async () => {
      const page = await open(link);

      await page.type('#code', `${code.slice(0, 3)} ${code.slice(3)}`);
      await page.click('#show');

      await says(page, 'New password for ada@contoso.com');
      expect(await text(page)).toContain(password);
      expect(await text(await pressed(await open(link)))).toMatch(
        /This link has been opened already[\s\S]*tell your service desk now/,
      );
    });

    test('asks for nothing but its own files, and puts neither token nor password into an address', async () => {
      await pressed(await open(link));

      const { origin } = new URL(link);
      expect(new Set(visited)).toEqual(
        new Set(['', '/page.css', '/page.js', '/reveal'].map((path) => `${origin}/handover${path}`)),
      );
    });

    test('can be used with the keyboard alone, and tells a screen reader what has changed', async () => {
      const page = await open(link);

      await page.keyboard.type(code);
      await page.keyboard.press('Enter');
      await says(page, 'New password for ada@contoso.com');

      expect(await page.evaluate('document.activeElement.textContent')).toBe('New password for ada@contoso.com');
      expect(await read(page)).toContain(password);
    });

    test('opens a link with a button, and tells its page nothing of this one', async () => {
      const made = await linkTo(`https://${new URL(link).host}/somewhere`);
      const page = await pressed(await open(made.link), made.code);
      const opened = browser.waitForTarget((target) => target.url().includes('somewhere'));

      await page.click('#open');

      expect(await (await (await opened).page())?.evaluate('window.opener')).toBeNull();
    });

    test('copies the password with a button', async () => {
      await browser
        .defaultBrowserContext()
        .overridePermissions(new URL(link).origin, ['clipboard-read', 'clipboard-sanitized-write']);
      const page = await pressed(await open(link));

      await page.click('#copy');
      await says(page, 'Copied.');

      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(password);
    });

    test('selects the password where it may not copy', async () => {
      const page = await pressed(await open(link, 'delete Navigator.prototype.clipboard'));

      await page.click('#copy');
      await says(page, 'It is selected now');

      expect(await page.evaluate('getSelection().toString()')).toBe(password);
    });

    test('hides the password after a minute', async () => {
      const page = await pressed(await open(link, hurry));
      expect(await text(page)).toContain(password);

      await page.evaluate('passOneMinute()');

      expect(await text(page)).toContain('It is hidden now');
      expect(await page.content()).not.toContain(password);
    });

    test('hides the password when asked to, and when the page is left', async () => {
      const page = await pressed(await open(link));

      await page.click('#hide');

      expect(await page.content()).not.toContain(password);
      await page.reload();
      await page.goBack();
      expect(await page.content()).not.toContain(password);
    });

    test('asks again for a code that is wrong, says how often, and ends after the fifth', async () => {
      const page = await open(link);
      await page.type('#code', '12345');
      await page.click('#show');
      await says(page, 'The code has six digits.');
      expect(visited.filter((url) => url.includes('reveal'))).toEqual([]);

      const wrong = code === '111111' ? '222222' : '111111';
      for (const left of ['4 more times', '3 more times', '2 more times', 'once more']) {
        await page.$eval('#code', (input) => Reflect.set(input, 'value', ''));
        await page.type('#code', wrong);
        await page.keyboard.press('Enter');
        await says(page, `That is not the code. You can try ${left}.`);
      }
      await pressed(page, wrong);

      expect(await text(page)).toContain('Too many wrong codes were typed');
    });

    test('says that nobody came in time', async () => {
      await pool.query('update app.handover set expires_at = clock_timestamp()');

      const page = await pressed(await open(link));

      expect(await text(page)).toMatch(/This link is no longer valid[\s\S]*Ask your service desk for a new one/);
    });

    test('says what to do about a link that is not whole', async () => {
      const page = await open(`${new URL(link).origin}/handover`);
      expect(await text(page)).toContain('Open the link again from the message you were sent.');

      for (const end of ['half-a-token', `${'A'.repeat(42)}<`]) {
        await page.evaluate(`location.hash = ${JSON.stringify(end)}`);
        await page.waitForFunction(`location.hash === ''`);

        expect(await text(page)).toContain('Open the link again from the message you were sent.');
        expect(await page.$eval('#asking', (form) => Reflect.get(form, 'hidden'))).toBe(true);
      }
    });

    test('takes another link that is opened in the same tab', async () => {
      const page = await open(`${new URL(link).origin}/handover`);

      await page.evaluate(`location.hash = ${JSON.stringify(new URL(link).hash)}`);
      await says(page, 'This is for you alone');

      expect(await text(await pressed(page))).toContain(password);
    });

    test('says when the desk can’t be reached, and that the button may be pressed again', async () => {
      const page = await open(link);
      await page.setOfflineMode(true);
      await page.type('#code', code);
      await page.click('#show');
      await says(page, 'The desk could not be reached');

      await page.setOfflineMode(false);

      expect(await text(await pressed(page))).toContain(password);
    });

    test('says in words that it needs JavaScript, and opens nothing', async () => {
      const page = await fresh();
      await page.setJavaScriptEnabled(false);
      await page.goto(link);

      expect(await page.$eval('noscript', ({ textContent }) => textContent)).toContain('Nothing has been opened yet');
      expect((await handovers.reveal(tokenIn(link), code)).state).toBe('revealed');
    });

    test('fits a phone', async () => {
      const page = await fresh();
      await page.setViewport(PHONE);
      await page.goto(link);

      await pressed(page);

      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
      for (const button of ['#copy', '#hide']) {
        const box = await (await page.$(button))?.boundingBox();
        expect(box?.height).toBeGreaterThanOrEqual(44);
      }
    });

    test('can’t be framed', async () => {
      const page = await fresh();
      await page.goto(`${new URL(link).origin}/healthz`);

      await page.evaluate(
        `document.body.append(Object.assign(document.createElement('iframe'), { src: '/handover' }))`,
      );
      await page.waitForFunction(`window.frames.length === 1 && performance.getEntriesByType('resource').length >= 0`);

      expect(page.frames().some((frame) => frame.url().endsWith('/handover'))).toBe(false);
    });

    /** The link to something that a vendor made. */
    async function linkTo(made: string) {
      const sealed = await vault.forCall({ customerId: 'contoso', reference: `MSP-${count}` }).seal('link', made);
      const about = { customerId: 'contoso', runId: 'MSP-1', recipientId: 'ada', codeHolderId: 'ada' };
      const offered = await handovers.offer({ sealed, ...about, title: 'Link into the session' });
      if (offered.state !== 'offered') throw new Error(offered.state);
      return { link: offered.link, code: await codeOf(offered.id) };
    }

    async function codeOf(id: string): Promise<string> {
      const shown = await handovers.showCode(id, 'ada');
      if (shown.state !== 'shown') throw new Error(shown.state);
      return shown.code;
    }

    async function fresh(): Promise<Page> {
      const page = await browser.newPage();
      pages.push(page);
      page.on('request', (request) => visited.push(request.url().replace(/#.*/, '')));
      return page;
    }

    async function open(url: string, before = ''): Promise<Page> {
      const page = await fresh();
      await page.evaluateOnNewDocument(before);
      await page.goto(url, { waitUntil: 'load' });
      return page;
    }

    /** The page after a code was typed and the desk has answered. */
    async function pressed(page: Page, typed = code): Promise<Page> {
      await page.$eval('#code', (input) => Reflect.set(input, 'value', ''));
      await page.type('#code', typed);
      await page.click('#show');
      await page.waitForFunction(`document.getElementById('asking').hidden`);
      return page;
    }
  });
});

/** Keeps what was to happen in a minute, and does it when told. */
const hurry = `const later = setTimeout;
  window.setTimeout = (work, ms) => (ms === 60000 ? void (window.passOneMinute = work) : later(work, ms));`;

async function text(page: Page): Promise<string> {
  return String(await page.evaluate('document.body.innerText'));
}

/** What a screen reader says, in one breath. */
async function read(page: Page): Promise<string> {
  const texts: string[] = [];
  const visit = (node: { readonly role?: string; readonly name?: string; readonly children?: readonly object[] }) => {
    if (node.role === 'StaticText') texts.push(node.name ?? '');
    for (const child of node.children ?? []) visit(child);
  };
  visit((await page.accessibility.snapshot()) ?? {});
  return texts.join('');
}

async function says(page: Page, words: string): Promise<void> {
  await page.waitForFunction(`document.body.innerText.includes(${JSON.stringify(words)})`);
}

function tokenIn(link: string): string {
  return new URL(link).hash.slice(1);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
