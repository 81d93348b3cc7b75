import { families, openRooms, packages, rooms } from './rooms.ts';
import { importsOf, roomOf, type Source, withoutComments } from './source.ts';

/** A law of the house: looks at one file and says what is wrong with it. */
export type Rule = (source: Source) => readonly string[];

const isFile = (name: string) => name.endsWith('.ts');

/** Design's dependency table: a room imports only what stands below it. */
export const onlyDownwards: Rule = (source) => {
  const room = roomOf(source.path);
  if (openRooms.includes(room)) return importsOf(source).includes('main.ts') ? ['imports main.ts'] : [];
  const allowed = rooms[room];
  if (!allowed) return [`stands in ${room}, which the table of rooms does not know`];
  return importsOf(source)
    .filter(isFile)
    .filter((target) => roomOf(target) !== room && !allowed.includes(roomOf(target)))
    .map((target) => `imports ${target}, but ${room} may only know ${allowed.join(', ') || 'itself'}`);
};

/** Slack never knows Teams, Graph never knows Atera, and nobody inside the house knows one of them by name. */
export const siblingsNeverMeet: Rule = (source) =>
  Object.keys(families).flatMap((family) => {
    const own = memberOf(family, source.path);
    if (source.path === `${family}/all.ts` || isEntry(source.path)) return [];
    return importsOf(source)
      .filter(isFile)
      .filter((target) => memberOf(family, target) !== undefined && memberOf(family, target) !== own)
      .map((target) => `imports ${target}; only ${family}/all.ts knows the members of ${family}`);
  });

const isEntry = (path: string) => path === 'app.ts' || openRooms.includes(roomOf(path));

function memberOf(family: string, path: string): string | undefined {
  const [member, ...rest] = path.startsWith(`${family}/`) ? path.slice(family.length + 1).split('/') : [];
  return rest.length > 0 ? member : undefined;
}

/** Whoever knows one sibling finds their way in the next. */
export function unlikeSiblings(sources: readonly Source[]): readonly string[] {
  return Object.entries(families).flatMap(([family, expected]) => {
    const members = new Set(sources.flatMap(({ path }) => memberOf(family, path) ?? []));
    const wanted = [...members].flatMap((member) => expected.map((file) => `${family}/${member}/${file}`));
    return wanted.filter((file) => !sources.some(({ path }) => path.startsWith(file))).map((file) => `src/${file}`);
  });
}

export const packagesStayAtHome: Rule = (source) =>
  importsOf(source)
    .filter((name) => !isFile(name))
    .flatMap((name) =>
      Object.entries(packages)
        .filter(([known]) => name === known || name.startsWith(known.replace(/[^/-]$/, '$&/')))
        .filter(([, homes]) => !homes.some((home) => source.path.startsWith(home)))
        .map(([known, homes]) => `imports ${name}; ${known} lives in ${homes.join(' and ')} only`),
    );

export const onlyConfigReadsTheEnvironment: Rule = ({ path, text }) =>
  path !== 'config.ts' &&
  /\bprocess\s*\??\.\s*env\b|\bprocess\s*\[|\benv\b[^;]*\bfrom\s*['"](node:)?process['"]/.test(withoutComments(text))
    ? ['reads the environment; only config.ts does']
    : [];

/** Parts are given what they need; who starts the process reads the settings. */
export const onlyEntriesReadSettings: Rule = ({ path, text }) =>
  !['config.ts', 'main.ts'].includes(path) &&
  !openRooms.includes(roomOf(path)) &&
  /\breadConfig\b/.test(withoutComments(text))
    ? ['reads the settings by itself']
    : [];

/** A difference between platforms or modes is a folder or a row of a table, never a branch. */
export const noBranchOnPlatformOrMode: Rule = ({ text }) => {
  const code = withoutComments(text);
  const asks = [
    /(?<!process\.)\b(platform|mode)(\.name)?\s*[!=]==?\s*['"`]/,
    /['"`]\s*[!=]==?\s*([\w.?]+\.)?(platform|mode)(\.name)?\b/,
    /\bswitch\s*\(\s*([\w.?]+\.)?(platform|mode)(\.name)?\s*\)/,
  ];
  return asks.some((form) => form.test(code)) ? ['branches on a platform or a mode'] : [];
};

export const filesStaySmall: Rule = ({ text }) => {
  const lines = text.trimEnd().split('\n').length;
  return lines > 250 ? [`has ${lines} lines; past 250 there are two ideas in one file`] : [];
};

/** A thing has one name, and it is the same wherever it is imported. */
export const noDefaultExports: Rule = ({ text }) =>
  /^\s*export\s+(default\b|\{[^}]*\bas\s+default\b)/m.test(withoutComments(text)) ? ['has a default export'] : [];

/** Everything that a rule finds, with the file it was found in. */
export function violations(rule: Rule, sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => rule(source).map((found) => `src/${source.path} ${found}`));
}
