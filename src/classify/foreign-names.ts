import type { Veto } from '../domain/classification.ts';
import { createPhrasebook } from './phrases.ts';
import { SENTENCE_END } from './words.ts';

/** What a credential or a seat is called. Without one of these words another system's name is no reason to worry. */
const credential = createPhrasebook([
  [
    'password*|passwort*|kennwort*|contraseña*|senha*|passcode|pwd|login*|account*|konto|cuenta|compte|conta|locked|unlock*|gesperrt|bloquead*|license*|licence*|lizenz*|licencia*|licença*|reset|zurücksetzen',
    null,
  ],
  ['mot de passe', null],
]);

/** Systems whose passwords and seats the directory doesn't hold. */
const systems = createPhrasebook(
  [
    'erp|sap|oracle|crm|salesforce|dynamics|netsuite|navision|odoo|sage|datev|quickbooks|xero|workday|bamboohr|personio|peoplesoft|concur|servicenow|zendesk',
    'jira|confluence|bitbucket|gitlab|github|trello|slack|zoom|webex|dropbox|docusign|figma|asana|notion|miro|hubspot|mailchimp|wordpress|shopify|magento|tableau|citrix|vmware|teamviewer|anydesk',
    'adobe|acrobat|photoshop|illustrator|autocad|autodesk|solidworks|jetbrains|parallels|norton|mcafee',
    'google|gmail|gsuite|yahoo|apple|icloud|facebook|instagram|whatsapp|linkedin|twitter|tiktok|amazon|aws|ebay|paypal|netflix|spotify|skype|xbox',
    'bank|banking|elster|payroll|timesheet|timesheets|accounting|buchhaltung|banco|banque',
    'hr|human .. tool|system|portal|resources',
    'vpn|wifi|wlan|wireless|router|modem|firewall|switch|hotspot|eduroam',
    'token|authenticator|mfa|2fa|otp|yubikey|bitlocker',
    'two|multi factor',
    'recovery key',
    'pin',
    'voicemail|sim|iphone|ipad|android|phone|handy|printer|copier|drucker',
    'database|sql|mysql|postgres|server|linux|ssh|ftp|sftp|root|administrator|admin|adm',
    'website|web site|blog|portal|intranet|forum|hosting|domain registrar',
    'online shop|banking|store',
    'pdf|zip|excel file|document|workbook|sheet',
    'service|shared|generic|system|test|admin account|mailbox|user',
  ].map((phrase) => [phrase, null] as const),
);

/** Names that may stand beside the requester's own account without meaning another one. */
const ownNames = new Set(
  (
    'a am an and any as asap at back because but by can could current daily day did directory do does domain due email expired for forgotten ' +
    'from has have how i immediately in is it its just last logging login me microsoft mine monday my myself need needs network new not now off office old on or our out ' +
    'own pc please pls previous quickly really regular reset so soon still temporary thank thanks that the then this to today tomorrow urgent urgently user username us want was we when ' +
    'which while windows with work workstation would you your 365 m365 o365 ms account ad azure company computer corporate desktop device entra laptop ' +
    'machine main normal outlook profile standard teams notebook sharepoint onedrive exchange main organisation organization name again forgot also ' +
    'visio project copilot power bi business premium plan e3 e5 e1 f3 pro seat visio online subscription one two few weeks months days some ' +
    'meeting presentation drawing diagrams reports job team ' +
    'mein meine meinen meiner meinem das der die den dem ein eine ich mir bitte windows arbeit computer rechner benutzer ' +
    'mi mis la el de del usuario cuenta correo trabajo ordenador favor por mon ma mes le les compte travail ordinateur moi ' +
    'meu minha o do da conta trabalho computador'
  ).split(' '),
);

const credentials = new Set('password passwords passwort kennwort account accounts login license licence'.split(' '));
const openers = new Set('my the reset resetting unlock change recover set'.split(' '));
const links = new Set('for of to on at in für von de'.split(' '));

/** Names in the text that are not known to be the requester's own: another system's, or somebody else's. */
export function foreignNames(words: readonly string[]): Veto[] {
  const vetoes: Veto[] = systems(words).length > 0 && credential(words).length > 0 ? ['other-system'] : [];
  for (const [at, word] of words.entries()) {
    if (!credentials.has(word)) continue;
    if (openers.has(words[at - 2] ?? '') && isForeign(words[at - 1])) vetoes.push('other-system');
    if (links.has(words[at + 1] ?? '') && isForeign(words[at + 2])) vetoes.push('someone-else');
  }
  return vetoes;
}

function isForeign(word: string | undefined): boolean {
  return word !== undefined && word !== SENTENCE_END && !ownNames.has(word);
}
