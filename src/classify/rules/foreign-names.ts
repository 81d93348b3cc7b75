import type { Veto } from '../../domain/classification.ts';
import { ownNames } from '../reading/own-names.ts';
import { phrases } from '../reading/phrases.ts';
import { SENTENCE_END, wordsOf } from '../reading/words.ts';

/** What a credential or a seat is called. Without one of these words another system's name is no reason to worry. */
const credential = phrases(
  'password*|passwort*|kennwort*|contraseña*|senha*|passcode|pwd|login*|account*|konto|cuenta|compte|conta',
  'locked|unlock*|gesperrt|bloquead*|reset|zurücksetzen|license*|licence*|lizenz*|licencia*|licença*',
  'mot de passe',
);

/** Systems whose passwords and seats the directory doesn't hold. */
const systems = phrases(
  'erp|sap|oracle|crm|salesforce|dynamics|netsuite|navision|odoo|sage|datev|quickbooks|xero|peoplesoft|concur|servicenow|zendesk',
  'jira|confluence|bitbucket|gitlab|github|trello|slack|zoom|webex|dropbox|docusign|figma|asana|notion|miro|hubspot|mailchimp',
  'wordpress|shopify|magento|tableau|citrix|vmware|teamviewer|anydesk|workday|bamboohr|personio|adp',
  'adobe|acrobat|photoshop|illustrator|autocad|autodesk|solidworks|jetbrains|parallels|norton|mcafee',
  'google|gmail|gsuite|yahoo|apple|icloud|facebook|instagram|whatsapp|linkedin|twitter|amazon|aws|ebay|paypal|netflix|spotify',
  'bank|banking|bancaire|elster|payroll|timesheet|timesheets|accounting|buchhaltung|banco|banque',
  'hr|human .. tool|system|portal|resources|app',
  'vpn|wifi|wlan|wireless|router|modem|firewall|switch|hotspot',
  'token|authenticator|mfa|2fa|otp|yubikey|bitlocker',
  'two|multi factor',
  'recovery key',
  'pin',
  'voicemail',
  'phone|iphone|ipad|android|tablet|mobile|handy|sim|printer|door password|passcode|code|unlock',
  'unlock .. phone|iphone|ipad|tablet|sim',
  'database|sql|mysql|postgres|server|linux|ssh|ftp|sftp|root|administrator|admin',
  'website|blog|portal|intranet|forum|hosting',
  'web site|shop|portal',
  'online shop|banking|store',
  'pdf|zip|document|workbook|spreadsheet password',
  'password .. pdf|zip|document|workbook|spreadsheet|file',
  'service|shared|generic|test account|mailbox|user',
);

const credentials = folded(
  'password passwords passwort kennwort contraseña senha account accounts login license licence',
);
const openers = folded('my the our reset resetting unlock change recover');
const wanting = folded('needs wants forgot forgets lacks braucht vergaß necesita olvidó precisa esqueceu');
const links = folded('for of on at für von de');

/** Names in the text that are not known to be the requester's own: another system's, or somebody else's. */
export function foreignNames(words: readonly string[]): Veto[] {
  const vetoes: Veto[] = systems(words).length > 0 && credential(words).length > 0 ? ['other-system'] : [];
  for (const [at, word] of words.entries()) {
    if (at > 0 && wanting.has(word) && isForeign(words[at - 1])) vetoes.push('someone-else');
    if (!credentials.has(word)) continue;
    if (openers.has(words[at - 2] ?? '') && isForeign(words[at - 1])) vetoes.push('other-system');
    if (links.has(words[at + 1] ?? '') && isForeign(words[at + 2])) vetoes.push('someone-else');
    if (word.startsWith('licen') && words[at + 1] === 'to' && isForeign(words[at + 2])) vetoes.push('someone-else');
  }
  return vetoes;
}

function isForeign(word: string | undefined): boolean {
  return word !== undefined && word !== SENTENCE_END && !ownNames.has(word);
}

function folded(words: string): ReadonlySet<string> {
  return new Set(wordsOf(words));
}
