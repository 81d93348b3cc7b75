import { ModelError, type ModelFailure } from '../../classify/models/complete.ts';
import type { ModelConnection } from '../../classify/models/connection.ts';
import { isNamed } from '../../classify/models/named.ts';
import type { Finding } from '../../connectors/connector.ts';
import { oldName, unlisted } from './models.ts';

/** What a check has found about the language model. `yellow` works, or may be well again by itself. */
export interface CheckedModel {
  readonly title: string;
  readonly name: string;
  readonly result: 'green' | 'yellow' | 'red';
  readonly findings: readonly Finding[];
}

/** What is no fault of the settings, or says only that there is no list. */
const bearable: readonly ModelFailure[] = ['rate-limited', 'overloaded', 'too-slow', 'unknown-model', 'not-allowed'];

/** Asks for the list of models, which costs nothing: whether the provider is there, takes the key and has the model. */
export async function checkModel(model: ModelConnection, signal: AbortSignal): Promise<CheckedModel> {
  const { title, name, isListed } = model;
  try {
    const models = await model.models(signal);
    const isMissing = isListed && !models.some((one) => isNamed(name, one));
    const notes = isMissing ? [unlisted(name, models)] : oldName(model);
    const findings = [
      { what: 'Reached', ok: true },
      { what: 'Key accepted', ok: true },
      ...(isListed && !isMissing ? [{ what: `${name} is listed`, ok: true }] : []),
      ...notes.map((what) => ({ what, ok: false })),
    ];
    const result = isMissing ? 'red' : notes.length > 0 ? 'yellow' : 'green';
    return { title, name, result, findings };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { kind, message, remedy } = error;
    const result = bearable.includes(kind) ? 'yellow' : 'red';
    return { title, name, result, findings: [{ what: `The list of models: ${message}`, ok: false, remedy }] };
  }
}
