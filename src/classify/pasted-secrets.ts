/** What stands in the place of something that looked like a secret. */
export const CUT = '[secret]';

/** Keys and tokens by the form their makers give them. */
const forms: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]{1,40}-----[\s\S]{0,20000}?(?:-----END [A-Z0-9 ]{1,40}-----|$)/g,
  /\b(?:sk|pk|rk)-[A-Za-z0-9_-]{12,}/g,
  /\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{8,}/g,
  /\bxox[a-z]-[A-Za-z0-9-]{8,}/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|npm_|hf_|dop_v1_|shpat_)[A-Za-z0-9_-]{12,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g,
  /\bAIza[A-Za-z0-9_-]{20,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g,
  /\bBearer\s{1,3}[A-Za-z0-9._~+/=-]{8,}/gi,
  /(?<=:\/\/)[^\s/:@]{1,200}:[^\s/@]{1,200}(?=@)/g,
  /(?<=\b(?:password|passwd|pwd|accountkey|sharedaccesskey|secret|token|api[_-]?key)\s{0,3}=\s{0,3})[^\s;&"']{1,400}/gi,
];

/** What is called by a word for a secret and stands right behind it. */
const called =
  /(?<=(?<!\p{L})(?:password|passwords|passwd|passwort|kennwort|pwd|pw|passcode|passphrase|pin|contraseña|clave|mot de passe|mdp|senha|token|secret|api[ -]?key|recovery key|access code|code|puk)(?!\p{L})(?:\s{0,3}(?:for|of|für|de|para|pour|to)\s{1,3}\S{1,60}){0,2}\s{0,3}(?:[:=→>]|\s(?:is|was|are|now|ist|war|lautet|es|era|est|était|é|era|reads|set to|to|into|auf|a|en|para)(?=\s))\s{0,3}(?:now |still |jetzt |ahora |maintenant |agora )?["'“„«(]{0,2})[^\s"'”“«»,;()]{3,200}/giu;

/** The same between quotation marks, where spaces belong to it, and a number right behind its word. */
const quoted =
  /(?<=(?<!\p{L})(?:password|passwort|kennwort|passphrase|contraseña|clave|mot de passe|senha|secret|token)(?!\p{L})[^"“„«\n]{0,30}["“„«])[^"”“»\n]{3,100}(?=["”“»])/giu;
const numbered = /(?<=(?<!\p{L})(?:pin|puk|code|otp|tan)\s{1,3})\d{4,10}(?!\p{N})/giu;

/** Words that follow so and are no secrets. What is missing here is cut, which costs the classifier one word. */
const ordinary = new Set(
  `not wrong expired expiring invalid incorrect forgotten locked correct rejected working no still the my a an being too always same
  gone lost old new weak strong unknown needed required accepted valid blocked disabled reset changed known and but or in on at to of for with
  about be been get getting asked asking something anything different it mine yours his her their our this that these those please me you
  from by when because since after before again never ever also already only just out up so very really empty blank missing compromised
  reuse reused leaked stolen shared public private default temporary permanent there here set case sensitive long short enough what which who how where why
  falsch abgelaufen vergessen gesperrt nicht ungültig weg neu alt zurücksetzen ändern noch mehr kein keine der die das mein meine ein eine und aber
  incorrecta incorrecto caducada caducado bloqueada bloqueado olvidada vencida inválida no la el mi una un y pero que nueva nuevo cambiar
  incorrect expiré oublié perdu bloqué invalide pas refusé le ma mon une et mais nouveau changer
  errada errado expirou expirada inválida bloqueada não o meu minha uma um e mas nova novo`.split(/\s+/),
);

/** Long runs of letters and digits that nobody would write by hand, and short ones that mix everything. */
const jumble = /(?<![\p{L}\p{N}@._/\\-])[\p{L}\p{N}!#$%&*+=?^_~@:.-]{8,400}(?![\p{L}\p{N}@])/gu;

/** Numbers that belong to one person's money. */
const account =
  /(?<![\p{L}\p{N}])(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?|\d(?:[ -]?\d){12,18})(?![\p{L}\p{N}])/gu;

/** A text in which everything that looks like a pasted secret was cut out. It rather cuts too much. */
export function withoutSecrets(text: string): string {
  let left = text;
  for (const form of forms) left = left.replace(form, CUT);
  left = left.replace(called, (word) => (isOrdinary(word) ? word : CUT));
  left = left.replace(quoted, CUT).replace(numbered, CUT);
  left = left.replace(jumble, (word) => (isJumbled(word) ? CUT : word));
  return left.replace(account, CUT);
}

function isOrdinary(word: string): boolean {
  return ordinary.has(word.toLowerCase().replace(/[.!?:…]+$/, ''));
}

function isJumbled(word: string): boolean {
  if (word.includes('@') && /@[\p{L}\p{N}-]+\.\p{L}/u.test(word)) return false; // an address, which has a mask of its own
  if (/^0x[0-9a-f]{2,16}$/i.test(word)) return false; // an error's number
  if (/^(?:microsoft|office|windows|outlook|server)\d{1,4}$/i.test(word)) return false;
  const bare = word.replace(/[.:?!]+$/, '');
  const hasDigit = /\p{N}/u.test(bare);
  const hasLower = /\p{Ll}/u.test(bare);
  const hasUpper = /\p{Lu}/u.test(bare);
  const hasSign = /[!#$%&*+=?^_~@]/.test(bare);
  const kinds = [hasDigit, hasLower, hasUpper, hasSign].filter(Boolean).length;
  if (kinds >= 4 || (hasSign && kinds >= 3 && /[!#$%&*=?^~@]/.test(bare))) return true;
  if (/^[0-9a-f]{32,}$/i.test(bare) || (bare.length >= 20 && hasDigit && (hasLower || hasUpper) && !/[.:-]/.test(bare)))
    return true;
  return bare.length >= 10 && kinds >= 3 && /\p{N}\p{L}|\p{L}\p{N}/u.test(bare) && !/[.:-]/.test(bare);
}
