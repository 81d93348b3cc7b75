import type { Connector } from '../connectors/connector.ts';
import type { Roster } from '../domain/roster.ts';
import { FileProblems, type Problem } from '../lib/finding.ts';
import type { Log } from '../lib/log.ts';
import { rereading } from '../lib/rereading.ts';
import { type Policy, policyOf } from '../policy/policy.ts';
import { type DeskDocument, readDeskFile } from './read.ts';

/** The customers and people of a deployment, and how their systems are reached, as `desk.yaml` says now. */
export interface DeskFile {
  roster(): Promise<Roster>;
  /** As its connector has read it; `undefined` when the file says nothing of it. */
  connection(customerId: string, connector: string): Promise<unknown>;
  /** Where the secrets are that sign a customer's own tickets; none when it sends no tickets. */
  ticketSecrets(customerId: string): Promise<readonly string[]>;
  /** What a customer's requests have to satisfy now: at least what is built in. */
  policy(customerId: string): Promise<Policy>;
  /** All that the file says; `undefined` when there is none. Throws `FileProblems` as long as it never was right. */
  document(): Promise<DeskDocument | undefined>;
}

interface Parts {
  /** Without one there is only the fallback. */
  readonly file?: { readonly path: string; readonly mustExist: boolean };
  /** Who is known when there is no file. */
  readonly fallback: Roster;
  readonly connectors: readonly Connector[];
  /** What stands in the way of a file that is right by itself; until it is cleared away, the file counts as wrong. */
  readonly hindrances?: (document: DeskDocument, text: string) => Promise<readonly Problem[]>;
  readonly log: Log;
}

/** Reads the file again whenever it has changed. An edit that is wrong changes nothing, and is told once. */
export function createDeskFile({ file, fallback, connectors, hindrances = async () => [], log }: Parts): DeskFile {
  const reread = file ? rereading(file.path) : async () => undefined;
  let good: DeskDocument | undefined;
  let seen: string | undefined;
  /** Right by itself, as long as something else stands in its way. */
  let waiting: DeskDocument | undefined;
  let told: string | undefined;

  const document = async () => {
    const text = await reread();
    const isKnown = () => text === seen && good && !waiting;
    if (!file || isKnown()) return good;
    if (text === undefined && !good && !file.mustExist) return undefined;

    const read = text === seen && waiting ? waiting : readText(file.path, text);
    const problems = 'problems' in read ? read.problems : await hindrances(read, text ?? '');
    if (isKnown()) return good; // somebody else has read it meanwhile
    if (!good && problems.length > 0) throw new FileProblems(problems);
    if ('problems' in read || problems.length > 0) tell(problems);
    else {
      if (good) log.info('desk-file.changed', { file: file.path });
      good = read;
    }
    waiting = read === good || 'problems' in read ? undefined : read;
    seen = text;
    return good;
  };
  const readText = (path: string, text: string | undefined) =>
    text === undefined ? { problems: [missing(path)] } : readDeskFile(path, text, connectors);
  const tell = (problems: readonly Problem[]) => {
    const telling = JSON.stringify(problems);
    if (telling !== told) log.error('desk-file.refused', { file: file?.path, problems });
    told = telling;
  };

  return {
    document,
    roster: async () => (await document())?.roster ?? fallback,
    ticketSecrets: async (customerId) => (await document())?.ticketSecrets.get(customerId) ?? [],
    policy: async (customerId) => (await document())?.policy(customerId) ?? policyOf(),
    async connection(customerId, connector) {
      const connections = (await document())?.connections;
      return connections?.find((entry) => entry.customerId === customerId && entry.connector.name === connector)
        ?.connection;
    },
  };
}

function missing(file: string): Problem {
  const remedy = 'Put it there, or point MSP_DESK_FILE to where it is.';
  return { file, line: 1, column: 1, message: 'This file is not there', remedy };
}
