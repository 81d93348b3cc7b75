import { zohoAssist as connector } from '../../../src/connectors/zoho-assist/connector.ts';
import type { Enrolled, FakeVendor, VendorSamples } from './vendor.ts';
import { createZohoAccounts, type DataCentre, hostsOf, type ZohoAccounts } from './zoho-accounts.ts';
import { type AssistDepartment, createDepartment } from './zoho-assist/department.ts';
import { answerAt, refused } from './zoho-assist/routes.ts';

/** Zoho Assist in every data centre, with a department for each customer, and the accounts server beside it. */
export interface FakeZohoAssist extends FakeVendor {
  readonly accounts: ZohoAccounts;
  department(customer: string): AssistDepartment;
  enrolAt(customer: string, dataCentre: DataCentre): Enrolled & { connection: object };
}

/** What an administrator would grant. */
export const assistScopes = [
  'ZohoAssist.userapi.READ',
  'ZohoAssist.unattended.computer.READ',
  'ZohoAssist.reportapi.READ',
  'ZohoAssist.sessionapi.CREATE',
  'ZohoAssist.unattended.device.CREATE',
];

/** With other Zoho services in the same lab, they all need the same accounts server. */
export function createZohoAssist(accounts: ZohoAccounts = createZohoAccounts()): FakeZohoAssist {
  const departments = new Map<string, AssistDepartment>();

  const department = (customer: string): AssistDepartment => {
    const found = departments.get(customer);
    if (!found) throw new Error(`${customer} is not enrolled`);
    return found;
  };
  const enrolAt: FakeZohoAssist['enrolAt'] = (customer, dataCentre) => {
    const { connection, credentials } = accounts.register(customer, dataCentre, assistScopes);
    const made = createDepartment(accounts.now);
    departments.set(customer, made);
    return { connection: { ...connection, department: made.id }, credentials };
  };
  return {
    hosts: [...hostsOf('assist'), ...accounts.hosts],
    specs: ['zoho-assist', 'zoho-accounts'],
    accounts,
    department,
    enrolAt,
    enrol: (customer) => enrolAt(customer, 'eu'),
    answer(request) {
      if (accounts.hosts.includes(request.host)) return accounts.answer(request);
      const holder = accounts.holder(request);
      if (!holder) return refused(401, 2_000, 'INVALID_OAUTHTOKEN');
      return answerAt(department(holder.customer), holder.scopes, request);
    },
  };
}

/** What the suite of live operations needs. */
export const samples: VendorSamples<FakeZohoAssist> = {
  connector,
  open: createZohoAssist,
  refusal: (status, words) => ({
    error: { code: status === 401 ? 2_000 : 4_000, message: words, parameter_name: words },
  }),
  operations: {
    listDevices: {
      prepare(fake, customer) {
        fake.department(customer).addDevice();
        return {};
      },
    },
    getSessionHistory: {
      prepare(fake, customer) {
        fake.department(customer).addPastSession();
        return { from: '2026-11-01T00:00:00Z', to: '2026-11-30T00:00:00Z' };
      },
    },
    createSession: {
      prepare: () => ({ participant: 'ada@contoso.com' }),
      effects: (fake, customer) => fake.department(customer).sessions().length,
    },
    startUnattendedSession: {
      prepare(fake, customer) {
        const { resource_id: deviceId, display_name: device } = fake.department(customer).addDevice();
        return { deviceId, device };
      },
      effects: (fake, customer) => fake.department(customer).sessions().length,
    },
    addSessionNotes: {
      prepare: () => ({ sessionId: '700100200', ticketId: 'T-1042', text: 'Replaced the driver.' }),
    },
  },
};
