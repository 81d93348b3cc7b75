import type { Category } from '../domain/classification.ts';
import type { Ticket } from '../domain/ticket.ts';
import { licensesIn } from './licenses.ts';
import { createPhrasebook, type Phrasebook } from './phrases.ts';
import { wordsOf } from './words.ts';

/** Below this a ticket goes to a technician, however simple it looks. */
export const LOWEST_AUTOMATIC_CONFIDENCE = 70;

interface Rule {
  /** One of these must be said, or no `needs` at all. */
  readonly needs?: Phrasebook<null>;
  /** Any of these makes it a matter for people. */
  readonly never: Phrasebook<null>;
}

/** The categories that a workflow may resolve by itself. What is missing here is never automatic. */
const rules: Readonly<Partial<Record<Category, Rule>>> = {
  password_reset: {
    never: phrases(
      'give|tell|send|share|show|know me|us .. password',
      'what is|are .. password',
      'whats .. password',
      'how do|to|can|does .. change|reset|set',
      'policy|complexity|manager|vault',
      'admin*|root|privileged',
      'users|everyone|all|several|multiple',
    ),
  },
  account_lockout: {
    needs: phrases('password*', 'passwort*', 'kennwort*', 'contraseña*', 'senha*', 'mot de passe'),
    never: phrases(
      'disabled|deactivated|suspended|extend|extension|reactivate|reenable|expired',
      'authenticator|mfa|2fa|otp|code|recovery|bitlocker',
      'why|cause|investigate|months|times|repeatedly',
      'admin*|root|privileged',
      'users|everyone|all|several|multiple',
    ),
  },
  disk_cleanup: {
    never: phrases(
      'server*|share|shared|database*|sql|nas|raid|network|site',
      'partition*|increase|extend|resize|bigger|larger|upgrade|replace|buy',
      'mailbox*|quota|outlook|onedrive|sharepoint|icloud|google|cloud',
      'phone|iphone|ipad|usb|external|memory|ram|stick',
    ),
  },
  software_request: {
    never: phrases(
      'remove*|revoke*|cancel*|return*|reclaim|uninstall*|transfer*|move',
      'install*|activation|key|update*|upgrade*|downgrade*|server|error*',
      'renew*|audit|invoice|trial|how|who|which',
      'users|everyone|all|several|multiple|team|licenses|licences',
    ),
  },
};

/** True when the category may be resolved by itself and the ticket says nothing that makes it a matter for people. */
export function isAutomatic(category: Category, { subject, body }: Ticket): boolean {
  const rule = rules[category];
  const words = wordsOf(`${subject}\n\n${body}`);
  if (!rule || rule.never(words).length > 0) return false;
  if (category === 'software_request' && !asksForLicense(words)) return false;
  return !rule.needs || rule.needs(words).length > 0;
}

const licenseWord = phrases('license*|licence*|lizenz*|licencia*|licença*|subscription|seat');

function asksForLicense(words: readonly string[]): boolean {
  return licenseWord(words).length > 0 || licensesIn(words).length === 1;
}

function phrases(...written: readonly string[]): Phrasebook<null> {
  return createPhrasebook(written.map((phrase) => [phrase, null] as const));
}
