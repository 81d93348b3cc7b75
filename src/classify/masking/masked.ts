import type { Customer } from '../../domain/customer.ts';
import type { Person } from '../../domain/person.ts';
import type { Entity } from '../reading/entities.ts';
import { asSeen } from './as-seen.ts';
import { type Sought, withoutNames } from './names-in-text.ts';

import { withoutSecrets } from './pasted-secrets.ts';
import { withoutStrangers } from './strangers.ts';

/** Whose names must not leave the house. */
export interface Private {
  readonly customer: Pick<Customer, 'name' | 'id'>;
  readonly people: readonly Pick<Person, 'name' | 'account'>[];
  /** As their place in the list names them; what they are called is put back by nobody. */
  readonly entities: readonly Entity[];
}

/** More than a prompt ever takes of a text. */
const LONGEST = 16_000;

const email =
  /[\p{L}\p{N}._%+-]{1,64}(?:@| ?[[(]at[)\]] ?)(?:[\p{L}\p{N}-]{1,63}(?:\.| ?[[(](?:dot|punkt)[)\]] ?)){1,8}\p{L}{2,24}|[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}][\p{L}\p{N}-]{1,62}/giu;
const phone = /(?<![\p{L}\p{N}])(?:\+|00|0)\d(?:[ ()/.-]{0,3}\d){6,14}(?!\p{N})/gu;
/** As they are written without what stands in front of them; a day is none. */
const localPhone =
  /(?<![\p{L}\p{N}.,-])(?:\(\d{2,5}\) ?\d{3,4}[ .-]?\d{3,4}|\d{3}[ .-]\d{3}[ .-]\d{3,4}|\d{3}-\d{4}|\d{3}(?: \d{2}){3}|[6-9]\d{8}|\d{10,12})(?![\p{N}]|[.,-]\d)/gu;
const address =
  /\b(?:https?|ftps?|sftp|hxxps?|file|ssh|smb|ldaps?|rdp|teams|tel|mailto):(?:\/\/)?\S{1,500}|\bwww\.\S{1,300}|\\\\[^\s\\]\S{0,300}/gi;
const hostName =
  /(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}-]{1,63}\.){1,6}(?:com|net|org|io|de|es|fr|pt|br|uk|eu|at|ch|it|nl|be|us|mx|ar|co|ca|ie|info|biz|app|dev|cloud|online|local|lan|internal|intra|corp|home|example)(?![\p{L}\p{N}])(?:\/\S{0,300})?/gu;
const number = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const machine = new RegExp(
  String.raw`(?<![\p{N}.])(?:${number}\.){3}${number}(?![\p{N}.]\d?)|(?<![\p{L}\p{N}:-])[\da-f]{2}(?:[:-][\da-f]{2}){5}(?![\p{L}\p{N}:-])`,
  'giu',
);
const homeFolder = /(?<=[\\/](?:users|home|benutzer|usuarios|utilisateurs)[\\/])[^\\/\s"'<>|]{1,60}/gi;
const domainAccount =
  /(?<![\p{L}\p{N}\\:._-])[\p{L}\p{N}][\p{L}\p{N}._-]{1,30}\\[\p{L}\p{N}][\p{L}\p{N}._-]{1,60}(?![\p{L}\p{N}\\._-])/gu;

/**
 * A text as it may leave the house: as it is seen, without what looks like a secret, and with placeholders for the customer, for
 * people the desk knows or who are named as people are, for accounts, devices, phone numbers and addresses.
 */
export function masked(text: string, { customer, people, entities }: Private): string {
  let left = asSeen(text).slice(0, LONGEST);
  entities.forEach(({ kind, value }, place) => {
    if (isSomebodys(kind)) left = left.replaceAll(wholly(value), `[${kind} ${place}]`);
  });
  left = withoutSecrets(left.replace(homeFolder, '[person]'))
    .replace(address, '[link]')
    .replace(email, '[account]')
    .replace(domainAccount, '[account]')
    .replace(hostName, '[link]')
    .replace(machine, '[device]')
    .replace(phone, '[phone]')
    .replace(localPhone, (found) => (isDay(found) ? found : '[phone]'));
  return withoutStrangers(withoutNames(left, [...people.flatMap(namesOf), ...companyNames(customer)]));
}

/** What a maker calls a product says nothing of who uses it. */
export function isSomebodys(kind: Entity['kind']): boolean {
  return kind === 'account' || kind === 'device';
}

function namesOf({ name, account }: Pick<Person, 'name' | 'account'>): Sought[] {
  const [user = ''] = account?.split('@') ?? [];
  return [name, user].map((one) => ({ name: one, placeholder: '[person]', isPerson: true }));
}

/** The whole name, and the word in front that people call a company by. */
function companyNames({ name, id }: Private['customer']): Sought[] {
  const [first = ''] = name.split(/[\s,]+/);
  return [name, ...[first, id].filter((one) => one.length >= 4)].map((one) => ({
    ...{ name: one, placeholder: '[company]', isPerson: false },
  }));
}

function isDay(found: string): boolean {
  return /^(?:19|20)\d\d[ .-]/.test(found);
}

function wholly(words: string): RegExp {
  const literal = RegExp.escape(words.trim()).replace(/(?:\\x20|\s)+/g, '\\s{1,3}');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu');
}
