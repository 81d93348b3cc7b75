import { candidatesFor } from '../classify/inputs.ts';
import { readerOf } from '../connectors/reader.ts';
import { formOf } from '../domain/input-form.ts';
import { type Choice, listable } from '../domain/question.ts';
import type { InputChoices, WorkflowInput } from '../domain/workflow.ts';
import { fill, HoleError } from '../workflows/holes.ts';
import { type Audience, currentCustomer } from './audience.ts';
import type { DeskParts } from './parts.ts';
import { factsOf, type Run } from './run.ts';

/** A question is asked at once; what is not found by then is written by hand. */
const PATIENCE_MS = 4_000;

type Parts = Pick<DeskParts, 'registry'> & Audience;

/** What whoever is asked can pick from: what the ticket itself names, then what was looked up, if they may see that. */
export async function choicesFor(
  input: WorkflowInput,
  run: Run,
  maySeeDirectory: boolean,
  parts: Parts,
): Promise<Choice[]> {
  const { kind, choices } = input;
  const named = candidatesFor(kind, run.ticket).map((value) => ({ value, title: `${value} (named in the ticket)` }));
  const found = choices && maySeeDirectory ? await lookedUp(choices, run, parts) : [];
  return listable(
    [...named, ...found].flatMap(({ value, title }) => {
      const read = formOf(kind).read(value.trim());
      return read === undefined ? [] : [{ value: read, title }];
    }),
  );
}

/** Nothing where it fails or takes too long: a question without choices can be answered too. */
async function lookedUp(look: InputChoices, run: Run, parts: Parts): Promise<Choice[]> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    const customer = await currentCustomer(run.customer.id, parts);
    const asked = readerOf(parts.registry).read(look.operation, argumentsOf(look, run), { customer, signal });
    return choicesIn(await Promise.race([asked, expired(signal)]), look);
  } catch (cause) {
    parts.log.warn('choices.not-found', { run: run.id, operation: look.operation, cause });
    return [];
  }
}

function expired(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

/** What a hole has nothing for is left out; whether the operation can do without it is its own to say. */
function argumentsOf({ with: given }: InputChoices, run: Run): Record<string, unknown> {
  const facts = factsOf(run, new Map());
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      try {
        return [[name, fill(value, facts)]];
      } catch (error) {
        if (error instanceof HoleError) return [];
        throw error;
      }
    }),
  );
}

function choicesIn(answer: unknown, { list, value, title = value }: InputChoices): Choice[] {
  const items = fieldOf(answer, list);
  if (!Array.isArray(items)) return [];
  return items.flatMap((item): Choice[] => {
    const [picked, shown] = [fieldOf(item, value), fieldOf(item, title)];
    if (typeof picked !== 'string') return [];
    const isNamed = typeof shown === 'string' && shown !== '' && shown !== picked;
    return [{ value: picked, title: isNamed ? `${shown} (${picked})` : picked }];
  });
}

function fieldOf(from: unknown, field: string): unknown {
  return typeof from === 'object' && from !== null ? Reflect.get(from, field) : undefined;
}
