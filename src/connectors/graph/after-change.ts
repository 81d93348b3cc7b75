import { ConnectorError } from '../connector-error.ts';

/** A later part of a change that has begun: what fails now is never a failure that changed nothing. */
export async function afterChange<T>(done: string, rest: Promise<T>): Promise<T> {
  try {
    return await rest;
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { kind, message, remedy, cause } = error;
    throw new ConnectorError(kind, `${message} ${done}`, { remedy, definite: false, cause });
  }
}
