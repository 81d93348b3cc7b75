import { z } from 'zod';
import { ConnectorError } from '../../connectors/connector-error.ts';
import { readerOf } from '../../connectors/reader.ts';
import type { Customer } from '../../domain/customer.ts';
import type { DeskParts } from '../parts.ts';

const WITHIN_MS = 20_000;

const Manager = z.object({ manager: z.object({ account: z.string(), displayName: z.string() }).optional() });
const Phones = z.object({ phones: z.array(z.string()) });

/** What the directory says, or why it could not be asked. */
export type Looked<T> = { readonly found: T } | { readonly why: string };

type Parts = Pick<DeskParts, 'registry'>;

/** Whom the directory names as somebody's manager: nobody's word but its own counts. */
export async function managerOf(account: string, customer: Customer, parts: Parts) {
  const looked = await look('graph.managerOf', account, Manager, customer, parts);
  return 'why' in looked ? looked : { found: looked.found.manager };
}

/** The number to call, from the directory and never from a ticket. */
export async function phoneOf(account: string, customer: Customer, parts: Parts): Promise<Looked<string | undefined>> {
  const looked = await look('graph.phonesOf', account, Phones, customer, parts);
  return 'why' in looked ? looked : { found: looked.found.phones[0] };
}

async function look<T>(
  operation: string,
  user: string,
  answer: z.ZodType<T>,
  customer: Customer,
  { registry }: Parts,
): Promise<Looked<T>> {
  try {
    const context = { customer, signal: AbortSignal.timeout(WITHIN_MS) };
    return { found: answer.parse(await readerOf(registry).read(operation, { user }, context)) };
  } catch (error) {
    if (error instanceof ConnectorError) return { why: `The directory could not be asked. ${error.message}` };
    throw error;
  }
}
