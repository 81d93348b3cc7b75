import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { ModelConnection } from '../../../../src/classify/models/connection.ts';
import type { AuditDesk } from '../../../../src/cli/msp/audit/audit-desk.ts';
import type { PlannedCall } from '../../../../src/cli/msp/call.ts';
import { createClassifiers } from '../../../../src/cli/msp/classifiers.ts';
import type { Deployment } from '../../../../src/cli/msp/deployment.ts';
import { runCommand } from '../../../../src/cli/msp/program.ts';
import type { SecretKeys } from '../../../../src/cli/msp/secret-keys.ts';
import { createConnections } from '../../../../src/connectors/connections.ts';
import type { Connector } from '../../../../src/connectors/connector.ts';
import { ConnectorError } from '../../../../src/connectors/connector-error.ts';
import { CredentialRef } from '../../../../src/connectors/credential-ref.ts';
import { operation } from '../../../../src/connectors/operation.ts';
import { createRegistry } from '../../../../src/connectors/registry.ts';
import { Sealed } from '../../../../src/connectors/sealed.ts';
import { createDeskFile } from '../../../../src/desk-file/desk-file.ts';
import { nothingLearned, standingOf, withStanding } from '../../../../src/domain/standing.ts';
import { noLog } from '../../../../src/lib/log.ts';
import type { UsedModel } from '../../../../src/store/model-usage.ts';
import { nobody, unreached } from '../../../fakes/unreached.ts';

const Lamp = z.strictObject({ lamp: z.string() });
const Site = z.strictObject({ site: z.string(), key: CredentialRef });

/** A house whose lamps can be looked at and switched, reached by one key for each site. */
interface House {
  /** The site each credential opens. */
  readonly keys: Record<string, string>;
  readonly lit: Set<string>;
  mayLook: boolean;
}

function lamps(house: House): Connector {
  const client = (site: string) => ({ site, house });
  type Client = ReturnType<typeof client>;
  return {
    name: 'lamps',
    title: 'Lamps',
    operations: {
      look: operation({
        ...{ title: 'Look', summary: 'Says whether a lamp is lit.', risk: 'read', repeatable: true },
        input: Lamp,
        output: z.strictObject({ lamp: z.string(), lit: z.boolean(), site: z.string() }),
        example: { input: { lamp: 'hall' }, output: { lamp: 'hall', lit: true, site: 'example' } },
        run: async ({ lamp }, { site }: Client) => ({ lamp, lit: house.lit.has(`${site}/${lamp}`), site }),
      }),
      light: operation({
        ...{ title: 'Light', summary: 'Lights a lamp.', risk: 'change', repeatable: false },
        input: Lamp,
        output: Lamp,
        example: { input: { lamp: 'hall' }, output: { lamp: 'hall' } },
        run: nobody,
      }),
      lock: operation({
        ...{ title: 'Lock', summary: 'Locks a lamp with a new code.', risk: 'sensitive', repeatable: false },
        input: Lamp,
        output: Lamp.extend({ code: Sealed }),
        example: { input: { lamp: 'hall' }, output: { lamp: 'hall', code: 'sealed:example' } },
        run: nobody,
      }),
    },
    connection: Site,
    hosts: ({ site }) => [`${site}.example`],
    limits: { perSecond: 100 },
    exclusive: ({ site }) => site,
    connect: ({ site, key }, { credential }) => ({ ...client(site), owner: () => credential(key) }),
    owner: {
      expected: ({ site }) => site,
      actual: async (opened: { owner: () => Promise<string> }) => house.keys[await opened.owner()] ?? '',
    },
    check: async () => [
      house.mayLook
        ? { what: 'Permission to look', ok: true }
        : { what: 'Permission to \u001b[31mlook', ok: false, remedy: 'Grant it.' },
    ],
  };
}

export interface Stage {
  /** Where desk.yaml is. */
  readonly folder: string;
  readonly house: House;
  /** What was made to change, in its order. */
  readonly changes: PlannedCall[];
  /** What somebody at the terminal answers; nobody sits there when it is undefined. */
  answer: 'yes' | 'no' | undefined;
  /** The language model of the settings. */
  model: ModelConnection | undefined;
  /** What the call of a change comes to. */
  onChange: () => Promise<unknown>;
  /** What language models were used for, and which one is asked under which budget. */
  used: readonly UsedModel[];
  money: { model: string | undefined; budget: number | undefined };
  /** What is sealed; nothing can be looked at where nobody says so. */
  secretKeys: () => Promise<SecretKeys>;
  /** What somebody has set up; nothing where nobody says so. */
  deployment: () => Promise<Deployment>;
  /** What was written down, where something was. */
  audit: () => Promise<AuditDesk>;
  writes(deskYaml: string): Promise<void>;
  runs(...args: readonly string[]): Promise<{ readonly out: string; readonly err: string; readonly code: number }>;
  end(): Promise<void>;
}

/** The command line on a desk with one connector, without a process of its own. */
export async function startStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'msp-'));
  const path = join(folder, 'desk.yaml');
  const house: House = { keys: { 'key-of-contoso': 'contoso-site' }, lit: new Set(), mayLook: true };
  const connectors = [lamps(house), unreached('toy', 'Toy')];
  let standing = nothingLearned;

  const open = async () => {
    const fallback = { customers: [], people: [] };
    const deskFile = createDeskFile({ file: { path, mustExist: false }, fallback, connectors, log: noLog });
    const connections = createConnections({
      connectionOf: (customerId, connector) => deskFile.connection(customerId, connector),
      credential: async (reference) => reference.replace('env:', '').toLowerCase().replaceAll('_', '-'),
      createSend: () => () => Promise.reject(new Error('nothing is sent here')),
      standings: {
        of: async (...about) => standingOf(...about, standing),
        async learn(customerId, connector, learned) {
          standing = withStanding(customerId, connector, learned, standing);
        },
      },
      fingerprint: (credentials) => credentials.join(),
      alert: async () => {},
      now: () => new Date(),
    });
    const registry = createRegistry({ connectors, connections, demo: { pause: async () => {} } });
    const change = (call: PlannedCall) => {
      stage.changes.push(call);
      return stage.onChange();
    };
    const past = () => Promise.reject(new Error('nothing is remembered here'));
    const spendings = { usage: { during: async () => [...stage.used] }, ...stage.money };
    const { secretKeys, deployment } = stage;
    const understanding = {
      learning: past,
      secretKeys,
      deployment,
      classifiers: createClassifiers({ modelFor: past }),
    };
    const { model } = stage;
    const dispose = { [Symbol.asyncDispose]: async () => {} };
    const audit = () => stage.audit();
    return { deskFile, registry, connections, model, change, past, spendings, audit, ...understanding, ...dispose };
  };

  const stage: Stage = {
    folder,
    house,
    changes: [],
    audit: () => Promise.reject(new Error('nothing was written down here')),
    answer: undefined,
    model: undefined,
    onChange: async () => ({ lamp: 'hall' }),
    used: [],
    money: { model: undefined, budget: undefined },
    secretKeys: () => Promise.reject(new Error('nothing is sealed here')),
    deployment: () => Promise.reject(new Error('nothing is set up here')),
    writes: (deskYaml) => writeFile(path, deskYaml),
    async runs(...args) {
      const out: string[] = [];
      const err: string[] = [];
      const code = await runCommand(args, {
        terminal: {
          print: (text) => void out.push(text),
          complain: (text) => void err.push(text),
          canAsk: stage.answer !== undefined,
          ask: async () => stage.answer === 'yes',
        },
        open,
        operations: () => createRegistry({ connectors, demo: { pause: async () => {} } }),
        signal: new AbortController().signal,
      });
      return { out: out.join('\n'), err: err.join('\n'), code };
    },
    end: () => rm(folder, { recursive: true }),
  };
  return stage;
}

/** What a vendor's refusal is to the desk. */
export const refusal = new ConnectorError('forbidden', 'Lamps: Insufficient privileges.', {
  remedy: 'Grant it.',
  definite: true,
});

/** One customer whose lamps are reached in this mode. */
export const contoso = (mode: string, key = 'env:KEY_OF_CONTOSO') => `
customers:
  - id: contoso
    name: Contoso
    connectors:
      lamps: { mode: ${mode}, site: contoso-site, key: "${key}" }
people: []
`;
