/** A part of a text, from one place to the place behind it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Words for a secret in five languages, also where they end a longer one, as in "WLAN-Passwort". */
const cue =
  /(?<![\p{L}])(?:\p{L}{0,24}(?:p[a@]ss ?words?|passw[oö]rt(?:er|e|s)?|kennw[oö]rt(?:er|e|s)?|schl(?:ü|ue)ssel)|passwd|pwd|pw|pass|passcodes?|passphrase|pins?|contrase[nñ]as?|claves?|mots? de passe|mdp|senhas?|tokens?|(?:client|shared)[ _-]?secret|secrets?|(?:api|secret|access|recovery|private|license|product)[ _-]?key|cl[eé]|chave|(?:\p{L}{1,20}[ -])?codes?|c[oó]digos?|puk|otp|tan|cvv|cvc|credentials|zugangsdaten|anmeldedaten|credenciales|credenciais|identifiants|login|logon|kennung)(?![\p{L}])/giu;

const between = String.raw`(?<between>(?: [\p{L}\p{N}'’()/@.-]{1,40}){0,5}?)`;
const openers = String.raw`["'“„«‘<(\[*_\x60|:=>→\s-]{0,10}`;
const behindSign = new RegExp(
  String.raw`^${between}["'*_\x60)\]>”»\s]{0,4}(?:[:=→>|]|\s[-–—]{1,2}(?=\s))${openers}(?<token>\S{1,300})`,
  'u',
);
const behindVerb = new RegExp(
  String.raw`^${between}["'*_)\x60]{0,3} (?:is|was|are|were|reads|equals|(?:will|should|must|would|might) be|ist|war|wird|lautet|lautete|heißt|es|era|ser[aáà]|son|est|était|é|són|são)(?![\p{L}])(?: (?:now|still|jetzt|ahora|maintenant|agora)(?= ))? {0,3}${openers}(?<token>\S{1,300})`,
  'u',
);
const behindPreposition = new RegExp(
  String.raw`^ (?:to|into|in|auf|a|en|em|para|als|as|zu) ${openers}(?<token>\S{1,300})`,
  'u',
);
const changing =
  /(?<![\p{L}])(?:chang|set|reset|updat|änder|aender|geänder|gesetzt|setz|stell|cambi|puse|puesto|mis|mud|alter|troqu|defin)\p{L}{0,8}(?: \S{1,30}){0,5} ?$/iu;

/** Two matters in one sentence: what stands behind such a word is not said of the secret. */
const turns =
  /(?<![\p{L}])(?:and|or|but|when|because|since|so|then|und|oder|aber|wenn|weil|y|o|pero|cuando|et|ou|mais|quand|e|mas|quando|que|that|dass)(?![\p{L}])/iu;

const quotedBehind =
  /^[^"“„«‘\n]{0,40}?(?:["“„«‘](?<token>[^"”“»’\n]{3,100})["”“»’]|(?<!\p{L})'(?<plain>[^\s'\n]{3,60}(?: [^\s'\n]{1,60}){0,2})'(?!\p{L}))/u;
const nextLine = /^["'*_`)\]>:=\s|-]{0,8}\n[\s*_`>"']{0,6}(?<token>\S{2,300})[ \t]*(?=\n|$)/u;
const pair = /^["'*_`]{0,3}\s{0,3}[/|\\]\s{0,3}(?<token>\S{1,200})/u;
const spelled = /^(?:[ .-]\S(?=[ .-]|$)){2,60}/u;

const WINDOW = 320;
const NEAR = 8;
const FAR = Number.POSITIVE_INFINITY;

/** Words that follow so and are no secrets. What is missing here is cut, which costs the classifier one word. */
const ordinary = new Set(
  `not wrong expired expiring invalid incorrect forgotten locked correct rejected working no still the my a an being too always same
  gone lost old new weak strong unknown needed required accepted valid blocked disabled reset changed known and but or in on at to of for with
  about be been get getting asked asking something anything different it mine yours his her their our this that these those please me you
  from by when because since after before again never ever also already only just out up so very really empty blank missing compromised
  reuse reused leaked stolen shared public private default temporary permanent there here set case sensitive long short enough what which who how where why
  slow broken down offline stuck frozen annoying impossible ok fine right safe full hidden saved stored now i we they if as is was are will
  refused denied failing failed fails ignored unable allowed supposed due over back used using help thanks hello hi
  falsch abgelaufen vergessen gesperrt nicht ungültig weg neu alt zurücksetzen ändern noch mehr kein keine der die das mein meine ein eine und aber
  leider immer wieder schon bitte mir ich seit zu bei für von mit im am auf langsam kaputt unbekannt richtig gleich
  incorrecta incorrecto caducada caducado bloqueada bloqueado olvidada vencida inválida no la el mi una un y pero que nueva nuevo cambiar
  correcta correcto muy ya por favor se me de para con
  incorrect expiré oublié perdu bloqué invalide pas refusé le ma mon une et mais nouveau changer expirée toujours je il elle de pour avec
  errada errado expirou expirada inválida bloqueada não o meu minha uma um e mas nova novo muito já com de por para`.split(
    /\s+/,
  ),
);

/** Where something stands that a word for a secret introduces: behind it, on the next line, between quotation marks, or near it. */
export function calledSecrets(text: string): Span[] {
  const cues = [...text.matchAll(cue)];
  const spans = cues.flatMap(({ 0: word, index }) => {
    const end = index + word.length;
    return told(word, text.slice(Math.max(0, index - 80), index), text.slice(end, end + WINDOW)).map(shifted(end));
  });
  return [
    ...spans,
    ...madeUpNear(
      text,
      cues.map(({ index }) => index),
    ),
  ];
}

function told(word: string, before: string, behind: string): Span[] {
  const spans: Span[] = [];
  const isPhrase = /phrase/i.test(word);
  for (const form of [behindSign, behindVerb, behindPreposition]) {
    const match = form.exec(behind);
    if (!match || turns.test(match.groups?.between ?? '')) continue;
    const { token = '' } = match.groups ?? {};
    const from = match[0].length - token.length;
    const acrossLines = match[0].slice(0, from).includes('\n');
    if (acrossLines || (isOrdinary(token) && !isPhrase)) continue;
    if (form === behindPreposition && !changing.test(before) && !isMadeUp(token)) continue;
    spans.push({ from, to: from + token.length + more(isPhrase, behind.slice(match[0].length), token) });
    break;
  }
  const { token: between, plain: quoted = between } = quotedBehind.exec(behind)?.groups ?? {};
  if (quoted && !quoted.split(/\s+/).every(isOrdinary)) spans.push(placeOf(quoted, behind));
  spans.push(...linesBehind(behind));
  return spans;
}

/** A secret has more parts where its letters stand apart, behind a slash, or where it is a phrase. */
function more(isPhrase: boolean, rest: string, token: string): number {
  if (isPhrase) return /^[^\n.]{0,200}/.exec(rest)?.[0].length ?? 0;
  if (token.length === 1) return spelled.exec(rest)?.[0].length ?? 0;
  return pair.exec(rest)?.[0].length ?? 0;
}

/** A word alone on the next lines, as forms and tables have them. */
function linesBehind(behind: string): Span[] {
  const spans: Span[] = [];
  for (let from = 0; spans.length < 3; ) {
    const match = nextLine.exec(behind.slice(from));
    const token = match?.groups?.token;
    if (!match || !token || isOrdinary(token)) break;
    const to = from + match[0].trimEnd().length;
    spans.push({ from: to - token.length, to });
    from = to;
  }
  return spans;
}

/** Words that look made up, and numbers, a few words from a word for a secret on the same line. */
function madeUpNear(text: string, cues: readonly number[]): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const here = cues.filter((at) => at >= start && at < end);
    if (here.length > 0)
      spans.push(
        ...madeUpIn(
          line,
          here.map((at) => at - start),
        ).map(shifted(start)),
      );
    start = end + 1;
  }
  return spans;
}

function madeUpIn(line: string, cues: readonly number[]): Span[] {
  const tokens = Array.from(line.matchAll(/\S+/g), ({ 0: token, index }) => ({
    ...{ token, from: index, to: index + token.length },
  }));
  const marked = placesOf(cues, tokens);
  const since = stepsSince(marked, [...tokens.keys()]);
  const until = stepsSince(marked, [...tokens.keys()].reverse());
  return tokens.filter(({ token }, place) => {
    const [before, behind] = [since.get(place) ?? FAR, until.get(place) ?? FAR];
    return (Math.min(before, behind) <= NEAR && isMadeUp(token)) || (before > 0 && before <= 4 && isNumber(token));
  });
}

/** The words in which cues begin. */
function placesOf(cues: readonly number[], tokens: readonly Span[]): ReadonlySet<number> {
  const places = new Set<number>();
  let place = 0;
  for (const at of cues) {
    while (place + 1 < tokens.length && (tokens[place]?.to ?? 0) <= at) place++;
    places.add(place);
  }
  return places;
}

/** How many words ago the last cue was, for each word in this order. */
function stepsSince(marked: ReadonlySet<number>, order: readonly number[]): ReadonlyMap<number, number> {
  const steps = new Map<number, number>();
  let last = FAR;
  for (const place of order) {
    last = marked.has(place) ? 0 : last + 1;
    steps.set(place, last);
  }
  return steps;
}

/** A code may be said in several groups of digits. */
function isNumber(token: string): boolean {
  return /^[("']?\d{3,10}(?:-\d{2,8}){0,4}[.,;:!?)"']{0,2}$/.test(token);
}

const products =
  /^(?:windows|win|office|outlook|server|microsoft|exchange|sql|adobe|acrobat|teams|ios|android|kb|inc|req|ritm|chg|[a-z]{1,2})-?\d{1,4}$|^(?:kb|inc|req|ritm|chg|sr|cs|t)-?\d{4,12}$/i;

/** Letters and digits in one word, or signs between letters: nobody calls a thing so. */
function isMadeUp(token: string): boolean {
  const bare = bared(token);
  if (bare.length < 5 || bare.length > 200 || products.test(bare)) return false;
  if (/^[^@]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u.test(bare) || /^\[?\w+:\/\//.test(bare))
    return false;
  if (/^0x[0-9a-f]+$/i.test(bare) || /^\d+(?:st|nd|rd|th|gb|mb|tb|am|pm|h|min|x|%|€|\$)$/i.test(bare)) return false;
  const hasLetter = /\p{L}/u.test(bare);
  return hasLetter && (/\p{N}/u.test(bare) || /[!#$%^*~+=@]/.test(token.replace(/[!*+]+$/, '')));
}

/** Whether a word is one that people write behind a word for a secret, and no secret. */
function isOrdinary(token: string): boolean {
  const bare = bared(token).toLowerCase();
  return (
    bare === '' ||
    bare.startsWith('[') ||
    bare === 'secret' ||
    ordinary.has(bare) ||
    /^0x[0-9a-f]+$/.test(bare) ||
    /^\d$/.test(bare)
  );
}

function bared(token: string): string {
  return token.replace(/^["'“„«‘<(*_`|]+|["'”»’>).,;:!?…*_`|]+$/g, '');
}

function placeOf(token: string, text: string): Span {
  const from = text.indexOf(token);
  return { from, to: from + token.length };
}

function shifted(by: number): (span: Span) => Span {
  return ({ from, to }) => ({ from: from + by, to: to + by });
}
