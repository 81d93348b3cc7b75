import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { WITHHELD } from '../../src/lib/secret-filter.ts';
import { canaryOf } from '../fakes/canary.ts';
import { sees } from '../fakes/chat.ts';
import { chats } from '../fakes/chats.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { codeFor, reveal, tokenFor } from '../fakes/hand-over.ts';
import { openOpenAi } from '../fakes/models/openai.ts';
import type { Asked } from '../fakes/models/script.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';
import { createServiceNow } from '../fakes/vendors/servicenow.ts';
import type { FakeVendor, VendorRequest } from '../fakes/vendors/vendor.ts';
import { knowsWhereNowIs } from '../fakes/world.ts';

const PAGES = 'https://desk.contoso.example';
const everybody = ['ada', 'sam', 'kim', 'tess', 'otto'] as const;
const SETTING = 'xoxb-canary-4711-Kx7/Rm3+Vt9';
const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');

describeWithDatabase('nothing secret is at any sink', () => {
  describe.each(chats)('of a desk on %s', (_, startChat) => {
    const microsoft = createMicrosoft();
    const graph = talkative(microsoft);
    const serviceNow = createServiceNow();
    const openai = openOpenAi();
    const tenant = () => microsoft.tenant('contoso');
    const instance = () => serviceNow.instance('contoso');
    const log: string[] = [];
    const answered: string[] = [];
    let desk: TestDesk;
    let secrets: Readonly<Record<string, string>>;

    beforeAll(async () => {
      desk = await startDesk(startChat, {
        live: { graph, serviceNow: withInbox(serviceNow) },
        beside: [openai],
        publicUrl: PAGES,
        log: createLog('info', into(log)),
        settings: {
          model: { provider: 'openai', name: 'gpt-6-luna', key: openai.key, budget: 1_000, perMinute: 1_000_000 },
          secrets: [SETTING, openai.key],
        },
      });
      openai.model.answers(({ user }: Asked) => ({ category: 'other', second: null, entities: [], reasoning: user }));
      for (const name of ['ada', 'otto'])
        tenant().addUser({ userPrincipalName: `${name}@contoso.com`, displayName: name });
      const [clientSecret = ''] = tenant().app.secrets.keys();
      secrets = { setting: SETTING, 'master key': MASTER_KEY, 'model key': openai.key, 'client secret': clientSecret };
      await knowsWhereNowIs(desk);
    });
    afterAll(() => desk.stop());

    const graphToken = () =>
      desk.lab
        ?.requests()
        .find(({ host }) => host.startsWith('graph.'))
        ?.headers.authorization?.slice('Bearer '.length) ?? '';
    /** As somebody pastes it, and as a program would show it. */
    const pasted = () =>
      [...Object.values(secrets), graphToken()]
        .map((secret) => `${secret} or ${Buffer.from(`user:${secret}`).toString('base64')}`)
        .join(' or ');

    const ownWords: string[] = [];
    const says = (text: string, by: (text: string) => Promise<void>) => by(ownWords[ownWords.push(text) - 1] ?? '');

    test('however it comes there', async () => {
      const { chat } = desk;

      // A password is made, approved, handed over and opened, and its vendor repeats it and the token in a refusal.
      await chat.commands('otto', 'reset-password ada@contoso.com');
      await chat.presses('kim', 'Approve', await sees(chat, 'kim', 'Approval needed'));
      const token = await tokenFor(chat, 'ada');
      const shown = await reveal(desk, PAGES, token, await codeFor(chat, 'ada'));
      const { password } = tenant().user('ada@contoso.com').passwordProfile;
      expect(await shown.json()).toMatchObject({ secret: password });
      await sees(chat, 'otto', /Resolved in[\s\S]*ada@contoso\.com/);
      graph.repeatsWhatItWasSent = true;
      await chat.commands('tess', 'reset-password otto@contoso.com');
      await chat.presses('kim', 'Approve', await sees(chat, 'kim', /Approval needed[\s\S]*otto@contoso\.com/));
      await sees(chat, 'tess', /could not be|did not work|not reset/i);
      const refused = graph.passwordsRefused.at(-1) ?? '';
      graph.repeatsWhatItWasSent = false;
      secrets = { ...secrets, password, refused, link: token, token: graphToken() };
      expect(Object.entries(secrets).filter(([, secret]) => secret.length < 8)).toEqual([]);

      // Somebody pastes all of them: into a ticket, a command, a field of a card, a ticket of the help desk.
      await says(`The badge reader shows strange words: ${pasted()}`, (text) => chat.says('ada', text));
      await sees(chat, 'tess', /badge reader[\s\S]*shows strange words/);
      await says(`blorb ${pasted()}`, (text) => chat.commands('ada', text));
      const { sys_id } = instance().addIncident({
        short_description: `The projector shows ${secrets.password}`,
        description: pasted(),
      });
      await desk.app.lookForTickets();
      await sees(chat, 'tess', /projector shows/);
      await expect.poll(() => instance().written(String(sys_id), 'comments')).not.toEqual([]);

      // Their directory has them as somebody's name.
      Object.assign(tenant().user('otto@contoso.com'), { displayName: `Otto ${pasted()}` });
      await chat.commands('ada', 'reset-password otto@contoso.com');
      await chat.presses('sam', 'Approve', await sees(chat, 'sam', ({ buttons }) => buttons.includes('Approve')));
      await sees(chat, 'ada', /Resolved in[\s\S]*otto@contoso\.com/);

      // And whoever calls us without a right to is told nothing.
      for (const path of ['/handover/reveal', '/tickets', '/webhooks/serviceNow/contoso', `/${token}`]) {
        const body = JSON.stringify({ token, code: pasted() });
        const headers = { 'content-type': 'application/json', origin: PAGES };
        answered.push(await (await fetch(desk.app.origin + path, { method: 'POST', headers, body })).text());
      }

      expect(await sightings()).toEqual([]);
      expect(log.join('')).toContain('secret.withheld');
      expect(await said()).toEqual(expect.arrayContaining([expect.stringContaining(WITHHELD)]));
    });

    /** All that can be read in the chats but what people wrote there themselves, with whom it was for before it. */
    const said = async () => {
      const seen = (await Promise.all(everybody.map((who) => desk.chat.seenBy(who)))).flat();
      const isOwn = (text: string) => ownWords.some((own) => text.endsWith(own) && text.length - own.length < 30);
      return seen.map(({ text }) => text).filter((text) => !isOwn(text));
    };

    /** Where each of them is, beside the places that are there for it. */
    async function sightings(): Promise<string[]> {
      const messages = (await said()).map((text) => text.replaceAll(`${PAGES}/handover#${secrets.link}`, 'the link'));
      const sinks: Readonly<Record<string, readonly string[]>> = {
        ...{ chat: messages, log, http: answered, files: await filesOf(desk) },
        model: openai.model.asked().map(({ body }) => JSON.stringify(body)),
        vendors: (desk.lab?.requests() ?? []).map(withoutItsOwn),
      };
      const found = Object.entries(secrets).map(async ([name, secret]) => {
        const canary = canaryOf(secret);
        const seen = Object.entries(sinks).flatMap(([sink, texts]) =>
          canary.among(texts).map((text) => `${sink}: ${text}`),
        );
        return [...seen, ...(await canary.inDatabase(desk.database))].map((where) =>
          `${name} in ${where}`.slice(0, 400),
        );
      });
      return (await Promise.all(found)).flat();
    }
  });
});

/** A vendor that puts all it was sent into its refusal of a password, when it is told to. */
function talkative(microsoft: ReturnType<typeof createMicrosoft>) {
  const passwordsRefused: string[] = [];
  return {
    ...microsoft,
    passwordsRefused,
    repeatsWhatItWasSent: false,
    async answer(request: VendorRequest) {
      if (!this.repeatsWhatItWasSent || request.method !== 'PATCH') return microsoft.answer(request);
      const { passwordProfile } = JSON.parse(request.body);
      passwordsRefused.push(passwordProfile.password);
      const message = `Not taken: ${request.body} from ${request.headers.authorization}`;
      return { status: 400, body: { error: { code: 'Request_BadRequest', message } } };
    },
  };
}

function withInbox(vendor: FakeVendor): FakeVendor {
  return {
    ...vendor,
    enrol(customer) {
      const { connection, credentials } = vendor.enrol(customer);
      const inbox = { secret: 'env:SERVICENOW_HOOK' };
      return {
        connection: { ...Object(connection), inbox },
        credentials: { ...credentials, 'env:SERVICENOW_HOOK': 'hook-canary-of-contoso' },
      };
    },
  };
}

/** A request without the headers and the fields in which a secret belongs. */
function withoutItsOwn({ host, path, query, headers, body }: VendorRequest): string {
  const { authorization: _, ...others } = headers;
  const isSignIn = host.startsWith('login.') || path.includes('oauth');
  const rest = isSignIn ? '' : body.replace(/"password":"(?:[^"\\]|\\.)*"/g, '');
  return JSON.stringify({ host, path, query: String(query), others, rest });
}

/** Everything the desk has written there; what the operator keeps there is theirs. */
async function filesOf({ folder }: TestDesk): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const written = found.filter(
    (entry) => entry.isFile() && !entry.parentPath.endsWith('secrets') && entry.name !== 'desk.key',
  );
  return Promise.all(written.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
}

function into(lines: string[]): Writable {
  return new Writable({
    write(line, _, done) {
      lines.push(String(line));
      done();
    },
  });
}
