import { zohoDesk as connector } from '../../../src/connectors/zoho-desk/connector.ts';
import type { Enrolled, FakeVendor, VendorSamples } from './vendor.ts';
import { createZohoAccounts, type DataCentre, hostsOf, type ZohoAccounts } from './zoho-accounts.ts';
import { createOrganisation, type Organisation } from './zoho-desk/organisation.ts';
import { answerAt } from './zoho-desk/routes.ts';
import { publicKeys } from './zoho-desk/signing.ts';

/** Zoho Desk in every data centre, with an organisation for each customer, and the accounts server beside it. */
export interface FakeZohoDesk extends FakeVendor {
  readonly accounts: ZohoAccounts;
  organisation(customer: string): Organisation;
  enrolAt(customer: string, dataCentre: DataCentre): Enrolled & { connection: object };
}

/** What an administrator would grant. */
export const deskScopes = [
  'Desk.basic.READ',
  'Desk.tickets.READ',
  'Desk.tickets.CREATE',
  'Desk.tickets.UPDATE',
  'Desk.search.READ',
  'Desk.articles.READ',
];

/** Where the vendor publishes its keys, which its API description leaves out. */
const KEYS = '/.well-known/jwks.json';

/** With other Zoho services in the same lab, they all need the same accounts server. */
export function createZohoDesk(accounts: ZohoAccounts = createZohoAccounts()): FakeZohoDesk {
  const organisations = new Map<string, Organisation>();

  const organisation = (customer: string): Organisation => {
    const found = organisations.get(customer);
    if (!found) throw new Error(`${customer} is not enrolled`);
    return found;
  };
  const enrolAt: FakeZohoDesk['enrolAt'] = (customer, dataCentre) => {
    const { connection, credentials } = accounts.register(customer, dataCentre, deskScopes);
    const made = createOrganisation(String(70_000_001 + organisations.size), accounts.now);
    organisations.set(customer, made);
    const { id: org, department } = made;
    return { connection: { ...connection, org, department, inbox: { webhookId: made.webhookId } }, credentials };
  };
  return {
    hosts: [...hostsOf('desk'), ...accounts.hosts],
    specs: ['zoho-desk', 'zoho-accounts'],
    isUndescribed: ({ path }) => path === KEYS,
    accounts,
    organisation,
    enrolAt,
    enrol: (customer) => enrolAt(customer, 'eu'),
    async answer(request) {
      if (accounts.hosts.includes(request.host)) return accounts.answer(request);
      if (request.path === KEYS) return { status: 200, body: await publicKeys() };
      const holder = accounts.holder(request);
      if (!holder) return { status: 401, body: { errorCode: 'INVALID_OAUTH', message: 'The OAuth token is invalid.' } };
      return answerAt(organisation(holder.customer), holder.scopes, request);
    },
  };
}

/** What the suite of live operations needs. */
export const samples: VendorSamples<FakeZohoDesk> = {
  connector,
  open: createZohoDesk,
  refusal: (status, words) => ({
    errorCode: codes[status] ?? 'INTERNAL_SERVER_ERROR',
    message: words,
    errors: [{ fieldName: words, errorType: 'invalid', errorMessage: words }],
  }),
  operations: {
    searchKnowledgeBase: {
      prepare(fake, customer) {
        fake.organisation(customer).addArticle({ title: 'Reach the office network from home' });
        return { words: 'office network' };
      },
    },
    getTicket: { prepare: (fake, customer) => ({ ticketId: fake.organisation(customer).addTicket() }) },
    listNewTickets: {
      prepare(fake, customer) {
        fake.organisation(customer).addTicket();
        return {};
      },
    },
    createTicket: {
      prepare: () => ({
        subject: 'The scanner is slow',
        description: 'Every page takes a minute.',
        requester: 'ada@contoso.com',
        category: 'hardware_issue',
        reference: 'T-7',
      }),
      effects: (fake, customer) => fake.organisation(customer).tickets().length,
    },
    updateTicket: {
      prepare: (fake, customer) => ({ ticketId: fake.organisation(customer).addTicket(), priority: 'high' }),
      effects: changed('priority', 'High'),
    },
    addComment: {
      prepare: (fake, customer) => ({
        ticketId: fake.organisation(customer).addTicket(),
        text: 'Somebody looks at it.',
      }),
      effects: (fake, customer) =>
        fake
          .organisation(customer)
          .tickets()
          .flatMap(({ comments }) => comments).length,
    },
    closeTicket: {
      prepare: (fake, customer) => ({ ticketId: fake.organisation(customer).addTicket(), resolution: 'A new cable.' }),
      effects: changed('status', 'Closed'),
    },
  },
};

const codes: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'INVALID_OAUTH',
  403: 'SCOPE_MISMATCH',
  404: 'URL_NOT_FOUND',
  422: 'UNPROCESSABLE_ENTITY',
  429: 'THRESHOLD_EXCEEDED',
};

function changed(field: 'priority' | 'status', value: string) {
  return (fake: FakeZohoDesk, customer: string) =>
    fake
      .organisation(customer)
      .tickets()
      .filter((ticket) => ticket[field] === value).length;
}
