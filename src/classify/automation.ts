import type { Category } from '../domain/category.ts';
import type { Ticket } from '../domain/ticket.ts';
import { licensesIn } from './reading/licenses.ts';
import { type Phrasebook, phrases } from './reading/phrases.ts';
import { wordsOf } from './reading/words.ts';

/**
 * The categories that a workflow may resolve by itself, each with what makes it a matter for people after all.
 * What is missing here is never automatic. A locked account is missing because only the directory can say whether it is locked.
 */
const exceptions: Readonly<Partial<Record<Category, Phrasebook<null>>>> = {
  password_reset: phrases(
    'give|tell|send|share|show|know me|us .. password',
    'what is|are .. password',
    'whats .. password',
    'how do|to|can|does .. change|reset|set',
    'password policy|complexity|manager|vault|history',
    'disabled|deactivated|suspended',
    'admin*|root|privileged',
    'users|everyone|several|multiple',
    'all users|staff|accounts|passwords|of',
  ),
  disk_cleanup: phrases(
    'server*|share|shared|database*|sql|nas|raid|network|site',
    'partition*|increase|extend|resize|bigger|larger|upgrade|replace|buy',
    'mailbox*|quota|outlook|onedrive|sharepoint|icloud|google|cloud',
    'phone|iphone|ipad|usb|external|memory|ram|stick',
  ),
  software_request: phrases(
    'remove*|revoke*|cancel*|return*|reclaim|uninstall*|transfer*|move',
    'install*|activation|key|update*|upgrade*|downgrade*|server|error*',
    'renew*|audit|invoice|trial|price|cost',
    'how many|do|can|much',
    'users|everyone|several|multiple|team|licenses|licences',
    'all users|staff|accounts|of',
  ),
};

/** True when the category may be resolved by itself and the ticket says nothing that makes it a matter for people. */
export function isAutomatic(category: Category, { subject, body }: Ticket): boolean {
  const exception = exceptions[category];
  const words = wordsOf(`${subject}\n\n${body}`);
  if (!exception || exception(words).length > 0) return false;
  return category !== 'software_request' || asksForLicense(words);
}

const licenseWord = phrases('license*|licence*|lizenz*|licencia*|licença*|subscription|seat');

function asksForLicense(words: readonly string[]): boolean {
  return licenseWord(words).length > 0 || licensesIn(words).length === 1;
}
