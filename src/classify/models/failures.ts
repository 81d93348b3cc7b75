import { type SendFailure, type SendFailureKind, SendFailure as Unsent } from '../../egress/send.ts';
import { ModelError, type ModelFailure } from './complete.ts';
import type { Means } from './connection.ts';

type Told = readonly [message: string, remedy: string];

/** What happened, and what an admin can do about it. Nothing that a model or its provider wrote stands in here. */
const told = {
  'wrong-key': ['refused the key', 'Set MSP_MODEL_KEY to a key that works; the provider makes new ones.'],
  'not-allowed': [
    'refused the request',
    'See whether the key may use this model, or set MSP_MODEL_NAME to another one. "npx msp models" lists them.',
  ],
  'out-of-quota': [
    'answers no more until it is paid, or until a limit on what may be spent is raised',
    'Whoever owns the account looks at its billing and its limits.',
  ],
  'unknown-model': [
    'does not know the model',
    'Set MSP_MODEL_NAME to one that "npx msp models" lists, or to a deployment of your Azure resource. See also whether MSP_MODEL_URL is right.',
  ],
  'rate-limited': [
    'was asked more often than it allows',
    'Set MSP_MODEL_PER_MINUTE lower, or ask the provider for a higher limit.',
  ],
  overloaded: [
    'has no room for a request now',
    'Nothing has to be done. If it stays so, the status page of the provider says more.',
  ],
  unreachable: ['could not be reached', 'See whether the network, HTTPS_PROXY, NO_PROXY and MSP_MODEL_URL are right.'],
  'too-slow': [
    'did not answer in time',
    'Nothing has to be done. If it stays so, set MSP_MODEL_NAME to a faster model.',
  ],
  'too-long': [
    'was asked or answered more than is taken',
    'Nothing has to be done. If it stays so, set MSP_MODEL_NAME to another model.',
  ],
  refused: ['would not answer', 'Nothing has to be done: this ticket is read by the rules.'],
  'cut-off': [
    'stopped in the middle of its answer',
    'Nothing has to be done. If it stays so, set MSP_MODEL_NAME to another model.',
  ],
  'not-in-shape': [
    'did not answer in the form that it was asked for',
    'Nothing has to be done. If it stays so, set MSP_MODEL_NAME to a model that gives structured output, and see whether MSP_MODEL_URL is right.',
  ],
} satisfies Record<ModelFailure, Told>;

/** Says it of this provider. */
export function failing(title: string): Means['fail'] {
  return (kind, more = {}) => {
    const [message, remedy] = told[kind];
    return new ModelError(kind, `${title} ${message}.`, { remedy, ...more });
  };
}

const unsent = {
  'host-refused': 'unreachable',
  'not-sendable': 'wrong-key',
  overloaded: 'overloaded',
  unreachable: 'unreachable',
  interrupted: 'unreachable',
  timeout: 'too-slow',
  'too-large': 'too-long',
} satisfies Record<SendFailureKind, ModelFailure>;

/** There was no answer; whatever else ended a request, such as the caller's own signal, goes on as it is. */
export function withoutAnswer(error: unknown, fail: Means['fail']): unknown {
  if (!(error instanceof Unsent)) return error;
  const { kind, definite }: SendFailure = error;
  return fail(unsent[kind], { definite, cause: error });
}

/** What a status says by itself, where nobody says more. */
export function kindOfStatus(status: number): ModelFailure {
  if (status === 401) return 'wrong-key';
  if (status === 402) return 'out-of-quota';
  if (status === 404) return 'unknown-model';
  if (status === 413) return 'too-long';
  if (status === 429) return 'rate-limited';
  if (status === 408 || status === 409 || status >= 500) return 'overloaded';
  return status >= 400 ? 'not-allowed' : 'not-in-shape';
}

/** What a provider's own word means in such a table; `undefined` for every other word, and for none. */
export function kindIn(
  table: Readonly<Record<string, ModelFailure>>,
  word: string | null | undefined,
): ModelFailure | undefined {
  return word && Object.hasOwn(table, word) ? table[word] : undefined;
}
