import type { Connector, Finding } from './connector.ts';
import { ConnectorError, isPassing } from './connector-error.ts';
import { credentialsIn } from './credential-ref.ts';
import { isSameOwner } from './same-owner.ts';
import type { Tools } from './tools.ts';

/** What was seen of a connection, without changing anything. */
export interface Look {
  readonly findings: readonly Finding[];
  /** Its credential opens the data of somebody else. */
  readonly opensAnothers: boolean;
  /** Something could not be seen now and may be well again without anybody's doing. */
  readonly isPassing: boolean;
}

interface OpenConnection {
  readonly connection: unknown;
  readonly client: unknown;
  readonly tools: Tools;
}

/** Looks at credentials, whose data they open, and all that the connector needs. What is refused is a finding. */
export async function look(
  connector: Connector,
  { connection, client, tools }: OpenConnection,
  signal: AbortSignal,
): Promise<Look> {
  let passing = false;
  const finding = async (what: string, work: () => Promise<unknown>): Promise<Finding> => {
    try {
      await work();
      return { what, ok: true };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      passing ||= isPassing(error);
      return { what: error.message, ok: false, remedy: error.remedy };
    }
  };
  const credentials = await Promise.all(
    credentialsIn(connection).map((reference) => finding(`Credential ${reference}`, () => tools.credential(reference))),
  );
  const all = (...more: readonly Finding[]): Look => ({
    findings: [...credentials, ...more],
    opensAnothers: false,
    isPassing: passing,
  });
  if (credentials.some(({ ok }) => !ok)) return all();

  let actual = '';
  const signIn = await finding('Sign-in', async () => {
    actual = await connector.owner.actual(client, signal);
  });
  if (!signIn.ok) return all(signIn);
  if (!isSameOwner(actual, connector.owner.expected(connection)))
    return { ...all(signIn, anothers), opensAnothers: true };

  const findings: Finding[] = [];
  const looking = await finding(
    'Everything else',
    async () => void findings.push(...(await connector.check(client, signal))),
  );
  return all(signIn, ...findings, ...(looking.ok ? [] : [looking]));
}

const anothers: Finding = {
  what: "The credential opens another organisation's data",
  ok: false,
  remedy: 'Put the right credential where desk.yaml says, or correct whose data desk.yaml expects there.',
};
