import { serviceNow as connector } from '../../../src/connectors/servicenow/connector.ts';
import { answerChange } from './servicenow/changes.ts';
import { giveToken, isLetIn } from './servicenow/doors.ts';
import { createInstance, type Instance, type TableName, tables } from './servicenow/instance.ts';
import { answerTable } from './servicenow/records.ts';
import { refusal } from './servicenow/refusals.ts';
import type { Enrolled, FakeVendor, VendorAnswer, VendorRequest, VendorSamples } from './vendor.ts';

/** The cloud with one instance for each customer. */
export interface FakeServiceNow extends FakeVendor {
  instance(customer: string): Instance;
  /** The same customer, coming in another way. */
  enrolWith(customer: string, kind: 'basic' | 'apiKey' | 'refresh-token' | 'client-credentials'): Enrolled;
}

interface Parts {
  readonly now?: () => Date;
}

export function createServiceNow({ now = () => new Date() }: Parts = {}): FakeServiceNow {
  const instances = new Map<string, Instance>();
  const hosts: string[] = [];

  const instance = (customer: string): Instance => {
    const known = instances.get(customer);
    if (known) return known;
    const host = `${customer}.service-now.com`;
    const made = createInstance(host, now);
    instances.set(customer, made);
    hosts.push(host);
    return made;
  };
  const enrolWith: FakeServiceNow['enrolWith'] = (customer, kind) => {
    const { account } = instance(customer);
    const reference = `env:${customer.toUpperCase().replaceAll('-', '_')}_SERVICENOW`;
    const oauth = { kind: 'oauth', clientId: account.clientId, secret: reference };
    const ways = {
      basic: [{ kind, user: account.user, password: reference }, { [reference]: account.password }],
      apiKey: [{ kind, key: reference }, { [reference]: account.key }],
      'client-credentials': [{ ...oauth, grant: kind }, { [reference]: account.clientSecret }],
      'refresh-token': [
        { ...oauth, grant: kind, refreshToken: `${reference}_REFRESH` },
        { [reference]: account.clientSecret, [`${reference}_REFRESH`]: account.refreshToken },
      ],
    } as const;
    const [authentication, credentials] = ways[kind];
    return { connection: { instance: customer, authentication }, credentials };
  };

  return {
    hosts,
    specs: ['servicenow'],
    instance,
    enrolWith,
    enrol: (customer) => enrolWith(customer, 'client-credentials'),
    answer(request) {
      const found = [...instances.values()].find(({ host }) => host === request.host);
      return found ? answerAt(found, request) : { status: 404 };
    },
  };
}

const sleeping: VendorAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>\n Instance Hibernating page \n</title></head><body>Sign in to wake it.</body></html>',
};

function answerAt(instance: Instance, request: VendorRequest): VendorAnswer {
  if (instance.rules.hibernates) return sleeping;
  if (request.path === '/oauth_token.do') return giveToken(request, instance);
  if (!isLetIn(request, instance))
    return refusal(401, 'User Not Authenticated', 'Required to provide Auth information');
  if (instance.rules.left-- <= 0)
    return { ...refusal(429, 'Rate limit exceeded'), headers: { 'retry-after': '1', 'x-ratelimit-rule': 'desk' } };

  const change = /^\/api\/sn_chg_rest\/change(?:\/([0-9a-f]{32}))?$/.exec(request.path);
  if (change) return answerChange(change[1], request, instance);
  const [, table = '', id] = /^\/api\/now\/table\/([a-z_]+)(?:\/([0-9a-f]{32}))?$/.exec(request.path) ?? [];
  return isTable(table) ? answerTable(table, id, request, instance) : refusal(400, 'Invalid table');
}

function isTable(name: string): name is TableName {
  return Object.hasOwn(tables, name);
}

const sampleTitle = 'Mail does not arrive';

/** What the suite of live operations needs. */
export const samples: VendorSamples<FakeServiceNow> = {
  connector,
  open: createServiceNow,
  refusal: (status, words) => refusal(status, words, words).body,
  operations: {
    findIncident: { prepare: (fake, customer) => ({ incident: prepared(fake, customer) }) },
    getIncident: { prepare: (fake, customer) => ({ incident: prepared(fake, customer) }) },
    listNewIncidents: {
      prepare(fake, customer) {
        prepared(fake, customer);
        return { since: new Date(Date.now() - 60_000).toISOString() };
      },
    },
    createIncident: {
      prepare(fake, customer) {
        fake.instance(customer).addUser({ name: 'Ada Park', email: 'ada@contoso.com' });
        return {
          title: sampleTitle,
          description: 'Nothing since ten.',
          requester: 'ada@contoso.com',
          reference: 'T-1',
        };
      },
      effects: (fake, customer) => fake.instance(customer).records.incident.length,
    },
    updateIncident: {
      prepare: (fake, customer) => ({ incident: prepared(fake, customer), urgency: 'high' }),
      effects: (fake, customer) => incidentsWith(fake, customer, 'urgency', '1'),
    },
    addWorkNote: {
      prepare: (fake, customer) => ({ incident: prepared(fake, customer), text: 'Looked at the mailbox.' }),
      effects: (fake, customer) => [...fake.instance(customer).journal.values()].flat().length,
    },
    addComment: {
      prepare: (fake, customer) => ({ incident: prepared(fake, customer), text: 'There is more space now.' }),
      effects: (fake, customer) => [...fake.instance(customer).journal.values()].flat().length,
    },
    resolveIncident: {
      prepare: (fake, customer) => ({ incident: prepared(fake, customer), resolution: 'More space.' }),
      effects: (fake, customer) => incidentsWith(fake, customer, 'state', '6'),
    },
    createChangeRequest: {
      prepare: () => ({ title: 'Replace the switch', description: 'It loses connections.', reference: 'T-2' }),
      effects: (fake, customer) => fake.instance(customer).records.change_request.length,
    },
  },
};

function prepared(fake: FakeServiceNow, customer: string): string {
  return String(fake.instance(customer).addIncident({ short_description: sampleTitle }).number);
}

function incidentsWith(fake: FakeServiceNow, customer: string, field: string, value: string): number {
  return fake.instance(customer).records.incident.filter((row) => row[field] === value).length;
}
