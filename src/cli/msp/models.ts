import { plain } from '../../cards/plain.ts';
import type { ModelConnection } from '../../classify/models/connection.ts';
import { isNamed } from '../../classify/models/named.ts';
import { nearest } from '../../lib/nearest.ts';
import { CommandError } from './command-error.ts';
import { inJson, type Terminal } from './terminal.ts';

/** Longer names would only roll by. */
const LONGEST = 120;

interface Means {
  readonly model: ModelConnection | undefined;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** `msp models`: what the provider of the settings lists, and whether the chosen one is good. */
export async function listModels(
  { json }: { readonly json: boolean },
  { model, terminal, signal }: Means,
): Promise<void> {
  if (!model)
    throw new CommandError(
      'No language model is set, so the rules read alone.',
      'Set MSP_MODEL and what goes with it. docs/configuration.md lists it under Model.',
    );
  const models = await model.models(signal);
  const chosen = models.find((listed) => listed === model.name) ?? models.find((one) => isNamed(model.name, one));
  const warnings = warningsAbout(model, models, chosen);
  if (json)
    return terminal.print(
      inJson({ provider: model.title, model: model.name, listed: chosen ?? null, warnings, models }),
    );
  const rows = models.map((name) => `  ${name === chosen ? '→' : ' '} ${plain(name, LONGEST)}`);
  terminal.print([model.title, ...rows, ...warnings.map((warning) => `! ${warning}`)].join('\n'));
}

function warningsAbout(model: ModelConnection, models: readonly string[], chosen: string | undefined): string[] {
  return [...(chosen || !model.isListed ? [] : [unlisted(model.name, models)]), ...oldName(model)];
}

/** That a name is not in the list, with what was probably meant. */
export function unlisted(name: string, models: readonly string[]): string {
  const near = nearest(name, models);
  const meant = near ? `Did you mean ${plain(near, LONGEST)}?` : 'Set MSP_MODEL_NAME to one that is listed.';
  return `${name} is not among the models that the key may ask. ${meant}`;
}

/** That a name is old, with today's. */
export function oldName({ name, instead }: ModelConnection): string[] {
  return instead ? [`${name} is an old model. Set MSP_MODEL_NAME to ${instead}, which is asked by default today.`] : [];
}
