import type { Customer } from '../../domain/customer.ts';
import type { Person } from '../../domain/person.ts';
import type { Entity } from '../reading/entities.ts';
import { withoutSecrets } from './pasted-secrets.ts';

/** Whose names must not leave the house. */
export interface Private {
  readonly customer: Pick<Customer, 'name' | 'id'>;
  readonly people: readonly Pick<Person, 'name' | 'account'>[];
  /** As their place in the list names them; what they are called is put back by nobody. */
  readonly entities: readonly Entity[];
}

const email = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/giu;
const phone = /(?<![\p{L}\p{N}])(?:\+|00|0)\d(?:[ ()/.-]{0,2}\d){6,14}(?!\p{N})/gu;
const address = /\b(?:https?|ftp|hxxps?):\/\/\S{1,500}|\bwww\.\S{1,300}/gi;
/** Somebody says who they are, or signs in the middle of a line. */
const introduced =
  /(?<=\b(?:[Mm]y name is|[Tt]his is|[Ii] am|[Ii]'m|[Mm]ein Name ist|[Ii]ch bin|[Mm]e llamo|[Ss]oy|[Jj]e m'appelle|[Jj]e suis|[Mm]eu nome é|[Ss]ou)\s)\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){0,2}/gu;
const titled =
  /(?<=\b(?:Mr|Mrs|Ms|Miss|Dr|Herr|Frau|Señor|Señora|Sr|Sra|Monsieur|Madame|Mme|Senhor|Senhora|Dona)\.?\s)\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)?/gu;

/** Names that are ordinary words as well: only with a capital letter are they somebody's. */
const ordinaryNames = new Set(
  'mark will may bill grace hope joy rose art rob pat sue drew chase frank grant guy jack max rich sunny summer dawn faith mike bob ray page young long short white black brown green king field wood hill price stone bell'.split(
    ' ',
  ),
);

/**
 * A text as it may leave the house: without what looks like a secret, and with placeholders for the customer, for people the
 * desk knows or who introduce themselves, for accounts, devices, phone numbers and addresses.
 */
export function masked(text: string, { customer, people, entities }: Private): string {
  let left = withoutSecrets(text).replace(address, '[link]');
  entities.forEach(({ kind, value }, place) => {
    if (isSomebodys(kind)) left = left.replaceAll(wholly(value), `[${kind} ${place}]`);
  });
  left = left.replace(email, '[account]').replace(phone, '[phone]');
  for (const { name, account } of people) left = withoutPerson(left, name, account);
  for (const name of namesOf(customer)) left = left.replaceAll(wholly(name), '[company]');
  return left.replace(introduced, '[person]').replace(titled, '[person]');
}

/** What a maker calls a product says nothing of who uses it. */
export function isSomebodys(kind: Entity['kind']): boolean {
  return kind === 'account' || kind === 'device';
}

function withoutPerson(text: string, name: string, account: string | undefined): string {
  const parts = name.split(/[\s,]+/).filter((part) => part.length >= 3);
  const whole = [name, account?.split('@')[0] ?? ''].filter((part) => part.length >= 3);
  let left = text;
  for (const one of whole.filter((part) => /[\s._-]/.test(part))) left = left.replaceAll(wholly(one), '[person]');
  for (const one of [...parts, ...whole]) {
    const isWord = ordinaryNames.has(one.toLowerCase());
    left = left.replaceAll(wholly(one), (found) => (isWord && !/^\p{Lu}/u.test(found) ? found : '[person]'));
  }
  return left;
}

/** The whole name, and the word in front that people call a company by. */
function namesOf({ name, id }: Private['customer']): string[] {
  const [first = ''] = name.split(/[\s,]+/);
  return [name, ...(first.length >= 4 ? [first] : []), ...(id.length >= 4 ? [id] : [])];
}

function wholly(words: string): RegExp {
  const literal = RegExp.escape(words.trim()).replace(/(?:\\x20|\s)+/g, '\\s{1,3}');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu');
}
