import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Card } from './card.ts';

type Expand = (shown: object) => Card;

const require = createRequire(import.meta.url);
const hole = /^\$\{[$a-zA-Z]+\}$/;

/** The look in `cards/<name>.json`, as a function of what it shows. It is read and compiled when it is first shown. */
export function cardFrom(name: string): Expand {
  let expand: Expand | undefined;
  return (shown) => {
    expand ??= compileLook(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8'));
    return expand(shown);
  };
}

/** Makes a card of a look's JSON. What the look names and the data lacks throws; so does whatever a chat would not show. */
export function compileLook(json: string): Expand {
  const { GlobalSettings, Template } = engine();
  GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
    throw new TypeError(`The card shows "${path}", but nothing was given for it`);
  };
  const template = new Template(JSON.parse(json, refuseQuietHoles));
  return (shown) => Card.parse(template.expand({ $root: shown }));
}

/** Required here and not imported above, because loading it takes a third of a second and no card is shown at start. */
function engine(): Engine {
  return require('adaptivecards-templating');
}

/** What is used here of the engine, whose own types want TypeScript sources that don't compile under our rules. */
interface Engine {
  readonly GlobalSettings: { getUndefinedFieldValueSubstitutionString?: (path: string) => string };
  readonly Template: new (look: unknown) => { expand(context: { readonly $root: object }): unknown };
}

/** The engine keeps quiet about a hole it can't fill amid other words, and about a condition on nothing: so a look has neither. */
function refuseQuietHoles(key: string, value: unknown): unknown {
  if (key === '$when')
    throw new TypeError('A look has no $when. Show what is optional by $data with a list of none or one');
  if (typeof value === 'string' && value.includes('${') && !hole.test(value))
    throw new TypeError(`"${value}" must be one hole alone, such as \${name}`);
  return value;
}
