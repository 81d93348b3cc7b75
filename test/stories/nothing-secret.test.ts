import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Roster } from '../../src/domain/roster.ts';
import { signatureOf } from '../../src/intake/signature.ts';
import { createLog } from '../../src/lib/log.ts';
import { createSecretFilter, type SecretFilter, type Sieve, WITHHELD } from '../../src/lib/secret-filter.ts';
import { canaryOf } from '../fakes/canary.ts';
import { sees, type TestChat } from '../fakes/chat.ts';
import { describeWithDatabase } from '../fakes/database.ts';
import { startDesk, type TestDesk } from '../fakes/desk.ts';
import { codeFor, reveal, tokenFor } from '../fakes/hand-over.ts';
import { openOpenAi } from '../fakes/models/openai.ts';
import type { Asked } from '../fakes/models/script.ts';
import { startSlack } from '../fakes/slack.ts';
import { startTeams } from '../fakes/teams.ts';
import { startTerminal } from '../fakes/terminal.ts';
import { createMicrosoft } from '../fakes/vendors/graph.ts';
import { createServiceNow } from '../fakes/vendors/servicenow.ts';
import type { FakeVendor, VendorRequest } from '../fakes/vendors/vendor.ts';
import { verifies } from '../fakes/verifies.ts';
import { knowsWhereNowIs } from '../fakes/world.ts';

const PAGES = 'https://desk.contoso.example';
const everybody = ['ada', 'sam', 'kim', 'tess', 'otto'] as const;
const SETTING = 'xoxb-canary-4711-Kx7/Rm3+Vt9';
const TICKETS = 'canary-of-their-help-desk';
const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');

type Place = 'chat' | 'log' | 'http' | 'files' | 'model' | 'vendors' | 'database';
const everywhere: readonly Place[] = ['chat', 'log', 'http', 'files', 'model', 'vendors', 'database'];
type Start = () => Promise<TestChat>;

/**
 * Three times with every guard, and three times with some of them alone: each guard must do its work without the others, so
 * that one that is taken away is missed here although another one would have made up for it.
 */
const desks: readonly (readonly [string, Start, readonly string[] | 'all', readonly Place[]])[] = [
  ['on Slack', startSlack, 'all', everywhere],
  ['on Teams', startTeams, 'all', everywhere],
  ['on the terminal', startConsole, 'all', everywhere],
  ['that guards what comes in', startSlack, ['inbox', 'vendor-answer', 'model-answer'], without('http', 'log')],
  [
    'that guards what goes out',
    startConsole,
    ['chat', 'press', 'model', 'vendor', 'http', 'log'],
    without('database', 'files'),
  ],
  ['that guards what is kept', startConsole, ['database', 'journal'], ['database']],
];

async function startConsole() {
  return startTerminal();
}

function without(...places: readonly Place[]): readonly Place[] {
  return everywhere.filter((place) => !places.includes(place));
}

describeWithDatabase('nothing secret is at any sink', () => {
  describe.each(desks)('of a desk %s', (_, startChat, guards, places) => {
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
        ...(guards === 'all' ? {} : { filter: guarding(guards) }),
        ticketSecret: TICKETS,
        // What stands in desk.yaml came in by no door, so that only what goes out could keep it back.
        ...(places.includes('database') ? {} : { roster: namedLikeASecret }),
        settings: {
          model: { provider: 'openai', name: 'gpt-6-luna', key: openai.key, budget: 1_000, perMinute: 1_000_000 },
          secrets: [SETTING, openai.key],
        },
      });
      openai.model.answers(({ user }: Asked) => ({
        ...{ category: 'other', second: null, entities: [] },
        reasoning: `${user} ${SETTING}`,
      }));
      const { id: managerId } = tenant().addUser({ userPrincipalName: 'sam@contoso.com', displayName: 'sam' });
      for (const name of ['ada', 'otto'])
        tenant().addUser({ userPrincipalName: `${name}@contoso.com`, displayName: name, managerId });
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

    /** A ticket of a help desk that is not ours, signed as it should be. */
    const sends = (ticket: object) => {
      const body = JSON.stringify(ticket);
      const now = String(Math.floor(Date.now() / 1_000));
      const headers = {
        'content-type': 'application/json',
        'x-msp-customer': 'contoso',
        'x-msp-timestamp': now,
        'x-msp-signature': signatureOf(now, Buffer.from(body), TICKETS),
      };
      return fetch(`${desk.app.origin}/tickets`, { method: 'POST', headers, body });
    };
    const ownWords: string[] = [];
    const says = (text: string, by: (text: string) => Promise<void>) => by(ownWords[ownWords.push(text) - 1] ?? '');

    test('however it comes there', async () => {
      const { chat } = desk;

      // A password is made, approved, handed over and opened, and its vendor repeats it and the token in a refusal.
      await chat.commands('otto', 'reset-password ada@contoso.com');
      await verifies(chat, 'ada@contoso.com', 'ada', 'sam');
      await chat.presses('kim', 'Approve', await sees(chat, 'kim', 'Approval needed'));
      const token = await tokenFor(chat, 'ada');
      const shown = await reveal(desk, PAGES, token, await codeFor(chat, 'ada'));
      const { password } = tenant().user('ada@contoso.com').passwordProfile;
      expect(await shown.json()).toMatchObject({ secret: password });
      await reveal(desk, PAGES, token, '');
      await sees(chat, 'tess', 'its link was opened a second time');
      await sees(chat, 'otto', /Resolved in[\s\S]*ada@contoso\.com/);
      graph.repeatsWhatItWasSent = true;
      await chat.commands('tess', 'reset-password otto@contoso.com');
      await verifies(chat, 'otto@contoso.com', 'otto', 'sam');
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
      await verifies(chat, 'otto@contoso.com', 'otto', 'sam');
      await chat.presses('kim', 'Approve', await sees(chat, 'kim', ({ buttons }) => buttons.includes('Approve')));
      await sees(chat, 'ada', /Resolved in[\s\S]*otto@contoso\.com/);

      // And whoever calls us without a right to is told nothing.
      for (const path of ['/handover/reveal', '/tickets', '/webhooks/serviceNow/contoso', `/${token}`]) {
        const body = JSON.stringify({ token, code: pasted() });
        const headers = { 'content-type': 'application/json', origin: PAGES };
        answered.push(await (await fetch(desk.app.origin + path, { method: 'POST', headers, body })).text());
      }

      answered.push(await (await sends({ [`${SETTING}`]: 'is no field' })).text());

      expect(await sightings()).toEqual([]);
      if (guards === 'all') {
        expect(log.join('')).toContain('secret.withheld');
        expect(await said()).toEqual(expect.arrayContaining([expect.stringContaining(WITHHELD)]));
      }
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
      const texts: Readonly<Record<Exclude<Place, 'database'>, readonly string[]>> = {
        ...{ chat: messages, log, http: answered, files: await filesOf(desk) },
        model: openai.model.asked().map(({ body }) => JSON.stringify(body)),
        vendors: (desk.lab?.requests() ?? []).map(withoutItsOwn),
      };
      const found = Object.entries(secrets).map(async ([name, secret]) => {
        const canary = canaryOf(secret);
        const seen = await Promise.all(
          places.map(async (place) => {
            const there = place === 'database' ? await canary.inDatabase(desk.database) : canary.among(texts[place]);
            return there.map((text) => `${name} in ${place}: ${text}`.slice(0, 400));
          }),
        );
        return seen.flat();
      });
      return (await Promise.all(found)).flat();
    }
  });
});

/** The product's filter at some of its sinks, and none at the others. */
function guarding(sinks: readonly string[]): SecretFilter {
  const filter = createSecretFilter({ withheld() {} });
  const open: Sieve = { clean: (text) => text, cleanDeep: (value) => value };
  return { ...filter, at: (sink) => (sinks.includes(sink) ? filter.at(sink) : open) };
}

function namedLikeASecret(usual: Roster): Roster {
  const people = usual.people.map((person) => (person.id === 'ada' ? { ...person, name: `Ada ${SETTING}` } : person));
  return { ...usual, people };
}

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
