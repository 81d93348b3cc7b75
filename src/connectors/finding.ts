import type { Finding } from './connector.ts';
import { ConnectorError, isPassing } from './connector-error.ts';

/**
 * What a look has shown: a refusal is a finding too. That the vendor was away or busy says nothing of the connection, and
 * goes on to whoever asked.
 */
export async function finding(
  what: string,
  look: () => Promise<unknown>,
  remedyOf: (refusal: ConnectorError) => string = ({ remedy }) => remedy,
): Promise<Finding> {
  try {
    await look();
    return { what, ok: true };
  } catch (error) {
    if (!(error instanceof ConnectorError) || isPassing(error)) throw error;
    return { what: `${what}: ${error.message}`, ok: false, remedy: remedyOf(error) };
  }
}
