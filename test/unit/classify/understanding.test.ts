import { describe, expect, test } from 'vitest';
import { createRuleClassifier } from '../../../src/classify/rule-classifier.ts';
import { confidenceOf } from '../../../src/classify/rules/confidence.ts';
import { Category } from '../../../src/domain/category.ts';
import { Classification } from '../../../src/domain/classification.ts';
import { ticketSaying, understand, workflows } from './sample.ts';

const said: Readonly<Record<Category, readonly string[]>> = {
  password_reset: [
    'Hi, could you reset my password? I came back from parental leave and have no idea what it was.',
    'I forgot my password over the weekend',
    'My password has expired and the computer does not accept a new one',
    'Ich habe mein Passwort vergessen, könnt ihr es bitte zurücksetzen?',
    'He olvidado mi contraseña de Windows',
    "J'ai oublié mon mot de passe",
    'Esqueci a minha senha e não entro no computador',
  ],
  account_lockout: [
    'My account is locked after three attempts this morning',
    'I am locked out of Windows, please unlock me',
    'Please extend the account until the end of June',
    'The authenticator on my new phone shows no code any more',
    'Mein Konto ist gesperrt',
    'Mi cuenta está bloqueada desde ayer',
    'Mon compte est bloqué',
    'A minha conta está bloqueada',
  ],
  user_onboarding: [
    'We have a new starter in accounting on Monday, please get everything ready',
    'New employee: Lena Hoffmann joins the sales team in May',
    'Please onboard our new colleague, the form is filled in',
    'Am 1. Mai beginnt ein neuer Mitarbeiter im Einkauf',
    'El lunes empieza una nueva empleada en compras',
  ],
  user_offboarding: [
    'Paula is leaving the company, her last day is Friday',
    'Leaver form for the warehouse is attached',
    'Please deactivate the accounts of the two people who left the firm in March',
    'Our apprentice resigned and his access must end on the 15th',
    'Letzter Arbeitstag von Frau Krüger ist der 30.',
  ],
  access_request: [
    'I need access to the finance folder',
    'Please give me read permission on the quotations library',
    'Access denied when I open the marketing site',
    'Could you add me to the project group in Teams?',
    'Ich brauche Zugriff auf den Ordner Einkauf',
  ],
  software_request: [
    'I would like a licence for Visio to draw our floor plans',
    'Can you install Notepad on my computer please',
    'Request: Power BI Pro license',
    'Bitte eine Lizenz für Project besorgen',
    'Necesito una licencia de Visio',
  ],
  disk_cleanup: [
    'My C drive is full and nothing can be saved',
    'Running out of disk space on CONTOSO-PC-17',
    'Low disk space warning keeps popping up, please free some space',
    'Meine Festplatte ist voll',
    'El disco está lleno',
    'Mon disque dur est plein',
    'O disco está cheio',
  ],
  email_issue: [
    'Outlook does not send anything since lunch',
    'My mailbox is over its limit and I receive no mail',
    'Messages from our supplier land in the junk folder',
    'The shared calendar shows no appointments',
    'Mein Postfach empfängt keine Mails',
    'No puedo enviar correos',
  ],
  network_issue: [
    'The Wi-Fi on the second floor drops every few minutes',
    'I cannot connect to the VPN from home',
    'No internet in the meeting room',
    'The network drive S: cannot be reached',
    'Das WLAN im Lager geht nicht',
    'No tenemos internet en la oficina',
  ],
  printer_issue: [
    'The printer by reception prints only blank pages',
    'Paper jam on the second floor again',
    'Scan to folder stopped, the scanner says offline',
    'Der Drucker druckt nicht',
    'La impresora no responde',
    "L'imprimante est en panne",
    'A impressora não funciona',
  ],
  hardware_issue: [
    'My laptop does not turn on any more',
    'The monitor on my desk is flickering',
    'Blue screen twice today',
    'I spilled coffee and the keyboard is dead',
    'Der Bildschirm bleibt schwarz',
  ],
  performance_issue: [
    'My computer is very slow since the morning',
    'Everything freezes for minutes when I open two programs',
    'Starting the machine takes twenty minutes',
    'The CPU is at 100 percent all day and the fan never rests',
    'Mein Rechner ist extrem langsam',
    'El ordenador va muy lento',
  ],
  application_error: [
    'Excel crashes when I open the budget',
    'The stock application shows an error when I save an order',
    'Our web portal is down for everyone in the office',
    'Since the change the invoice program stopped working',
    'Das Programm stürzt beim Speichern ab',
  ],
  security_incident: [
    'I think I fell for a phishing mail',
    'My laptop was stolen on the train',
    'There is a suspicious login from Brazil on my account',
    'All my files are encrypted and a note wants money',
    'Ich habe eine verdächtige Mail bekommen',
    'Me robaron el portátil',
    "On m'a volé mon ordinateur",
    'Recebi um email suspeito',
  ],
  backup_restore: [
    'I deleted a folder by accident, please restore it',
    'Last night the backup of the file server failed',
    'Can you recover the spreadsheet I overwrote yesterday? I need the previous version',
    'Please restore the files from Tuesday',
    'Bitte die Datei aus der Datensicherung wiederherstellen',
  ],
  other: [
    'What is the status of my ticket from last week?',
    'I would like to speak to a human',
    'Thanks a lot, everything is fine',
    'When is the canteen open on Friday?',
    'Which form do I use for annual leave?',
  ],
};

describe.each(Category.options)('what people write about %s', (category) => {
  test.each(said[category])('%s', async (sentence) => {
    const believed = await understand(sentence);

    expect(believed).toMatchObject({ category });
    expect(Classification.parse(believed)).toEqual(believed);
  });
});

test('the subject weighs more than the body', async () => {
  const believed = await understand('The monitor is fine.', 'The printer');

  expect(believed.category).toBe('printer_issue');
});

test('what stands under a signature or in a quoted message counts little', async () => {
  const believed = await understand(
    'The inbox shows an email twice.\n\nBest regards\nSam\nPrinter fleet, scanner desk, toner',
  );

  expect(believed.category).toBe('email_issue');
});

test('a workflow’s examples teach what no cue knows', async () => {
  const sentence = 'since the holidays the door to my desk is shut';
  const taught = await understand(sentence);
  const untaught = await createRuleClassifier()(ticketSaying(sentence), []);

  expect(taught.category).toBe('password_reset');
  expect(taught.reasoning).toContain('Reset a password');
  expect(untaught.category).not.toBe('password_reset');
});

test('the reasoning names the cue and nothing else that the writer wrote', async () => {
  const believed = await understand('Please reset the zanzibar my password, hunter2 was it');

  expect(believed.reasoning).toContain('reset … password');
  expect(believed.reasoning).not.toMatch(/zanzibar|hunter2/);
});

test('a text that says nothing known is not guessed at', async () => {
  const believed = await understand('Lorem ipsum dolor');

  expect(believed).toMatchObject({ category: 'other', autoResolvable: false });
  expect(believed.confidence).toBeLessThan(30);
});

test.each(['a word about storage', 'hello from the garden, the paper is green'])(
  'a weak cue alone decides nothing: %s',
  async (sentence) => {
    const believed = await understand(sentence);

    expect(believed.category).toBe('other');
  },
);

test('a few common words are no likeness to an example', async () => {
  const believed = await understand('my drive has so little storage space left these days');

  expect(believed.category).toBe('disk_cleanup');
  expect(believed.reasoning).not.toContain('example');
});

test('nothing is ever certain', () => {
  const overwhelming = { category: 'password_reset', points: 1_000, evidence: [] } as const;

  expect(confidenceOf('password_reset', [overwhelming], [])).toBe(95);
});

test('a clear sentence is believed more than a vague one', async () => {
  const clear = await understand('Please reset my password, I forgot my password');
  const vague = await understand('Something about a password and a printer and a licence');

  expect(clear.confidence).toBeGreaterThan(vague.confidence + 20);
});

test('the same ticket is understood the same way every time, by every classifier', async () => {
  const ticket = ticketSaying('Outlook is slow and the disk is full');

  const once = await createRuleClassifier()(ticket, workflows);
  const again = await createRuleClassifier()(ticket, workflows);

  expect(again).toEqual(once);
});
