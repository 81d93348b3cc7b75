import { randomUUID } from 'node:crypto';
import { graph } from '../../../src/connectors/graph/connector.ts';
import { type App, createEntra } from './entra.ts';
import { errorBody, refuse } from './graph/answers.ts';
import { clouds } from './graph/clouds.ts';
import { assignLicense, listRoles, listSkus } from './graph/licenses.ts';
import { createTenant, type Tenant } from './graph/tenant.ts';
import {
  type Allows,
  createPass,
  createUser,
  listUsers,
  readManager,
  readUser,
  revokeSessions,
  updateUser,
} from './graph/users.ts';
import type { Enrolled, FakeVendor, VendorAnswer, VendorRequest, VendorSamples } from './vendor.ts';

/** The least that every operation together needs. */
export const LEAST = [
  'User.Read.All',
  'RoleManagement.Read.Directory',
  'User-PasswordProfile.ReadWrite.All',
  'User.RevokeSessions.All',
  'User.EnableDisableAccount.All',
  'User.ReadWrite.All',
  'LicenseAssignment.Read.All',
  'LicenseAssignment.ReadWrite.All',
  'UserAuthMethod-TAP.ReadWrite.All',
];

export type Microsoft = ReturnType<typeof createMicrosoft>;

/** Entra and Graph with the directories of some customers, in every cloud. */
export function createMicrosoft() {
  const entra = createEntra();
  const tenants = new Map<string, Tenant>();

  const enrolIn = (customer: string, cloud: keyof typeof clouds, app: Partial<App>): Tenant => {
    const made = {
      clientId: randomUUID(),
      secrets: new Map(),
      certificates: [],
      roles: new Set(LEAST),
      state: 'consented',
      ...app,
    } satisfies App;
    const tenant = createTenant(randomUUID(), cloud, made);
    entra.register(tenant.id, cloud, made);
    tenants.set(customer, tenant);
    return tenant;
  };

  return {
    hosts: [...entra.hosts, ...Object.values(clouds).map((cloud) => cloud.graph)],
    specs: ['graph', 'entra'],
    isUndescribed: ({ path, query }) =>
      path.endsWith('/temporaryAccessPassMethods') || path.endsWith('/manager') || query.has('$skiptoken'),
    entra,
    /** Another customer, with what a test wants to be special about it. */
    enrolIn,
    enrol(customer: string): Enrolled {
      const secret = `entra-secret-${randomUUID()}`;
      const { id, app } = enrolIn(customer, 'global', { secrets: new Map([[secret, 'valid']]) });
      const name = `env:GRAPH_${customer.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
      return {
        connection: { tenant: id, cloud: 'global', clientId: app.clientId, secret: name },
        credentials: { [name]: secret },
      };
    },
    tenant(customer: string): Tenant {
      const found = tenants.get(customer);
      if (!found) throw new Error(`${customer} is not enrolled`);
      return found;
    },
    async answer(request: VendorRequest): Promise<VendorAnswer> {
      if (entra.hosts.some((host) => host === request.host)) return entra.answer(request);
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const claims = await entra.claimsOf(token);
      if (claims?.audience !== `https://${request.host}`)
        return refuse(401, 'InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.');
      const tenant = [...tenants.values()].find(({ id }) => id === claims.tenant);
      if (!tenant) return refuse(401, 'InvalidAuthenticationToken', 'Tenant is gone.');
      return route(tenant, request, (...any) => any.some((one) => claims.roles.includes(one)));
    },
  } satisfies FakeVendor & Record<string, unknown>;
}

function route(tenant: Tenant, request: VendorRequest, allows: Allows): VendorAnswer {
  const [, below = ''] = /^\/v1\.0(\/.*)$/.exec(request.path) ?? [];
  const [, collection = '', segment = '', ...rest] = below.split('/');
  const asked = `${request.method} /${[collection, segment && '{id}', ...rest].filter(Boolean).join('/')}`;
  const routes: Readonly<Record<string, () => VendorAnswer>> = {
    'GET /users': () => listUsers(tenant, request, allows),
    'POST /users': () => createUser(tenant, request, allows),
    'GET /users/{id}': () => readUser(tenant, segment, request, allows),
    'GET /users/{id}/manager': () => readManager(tenant, segment, request, allows),
    'PATCH /users/{id}': () => updateUser(tenant, segment, request, allows),
    'POST /users/{id}/revokeSignInSessions': () => revokeSessions(tenant, segment, allows),
    'POST /users/{id}/assignLicense': () => assignLicense(tenant, segment, request, allows),
    'POST /users/{id}/authentication/temporaryAccessPassMethods': () => createPass(tenant, segment, request, allows),
    'GET /users/{id}/transitiveMemberOf/microsoft.graph.directoryRole': () =>
      listRoles(tenant, segment, request, allows),
    'GET /subscribedSkus': () => listSkus(tenant, allows),
  };
  return routes[asked]?.() ?? refuse(400, 'BadRequest', `Resource not found for the segment '${collection}'.`);
}

const codes: Readonly<Record<number, string>> = {
  400: 'Request_BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  404: 'Request_ResourceNotFound',
  409: 'Conflict',
  429: 'TooManyRequests',
};

const ADA = 'ada@contoso.example';

function ada(fake: Microsoft, customer: string): { readonly userId: string; readonly account: string } {
  return { userId: fake.tenant(customer).addUser().id, account: ADA };
}

export const samples: VendorSamples<Microsoft> = {
  connector: graph,
  open: createMicrosoft,
  refusal: (status, words) =>
    errorBody(codes[status] ?? 'generalException', words, [{ code: 'Other', message: words }]),
  operations: {
    getUser: {
      prepare(fake, customer) {
        ada(fake, customer);
        return { user: ADA };
      },
    },
    findUsers: {
      prepare(fake, customer) {
        ada(fake, customer);
        return { names: ['Ada Hill'] };
      },
    },
    directoryRolesOf: { prepare: (fake, customer) => ({ userId: ada(fake, customer).userId }) },
    managerOf: {
      prepare(fake, customer) {
        const { id } = fake.tenant(customer).addUser({ userPrincipalName: 'kim@contoso.example' });
        fake.tenant(customer).addUser({ managerId: id });
        return { user: ADA };
      },
    },
    phonesOf: {
      prepare(fake, customer) {
        fake.tenant(customer).addUser({ mobilePhone: '+44 7700 900142' });
        return { user: ADA };
      },
    },
    listLicenses: {
      prepare(fake, customer) {
        fake.tenant(customer).addSku();
        return {};
      },
    },
    findLicense: {
      prepare(fake, customer) {
        fake.tenant(customer).addSku();
        return { name: 'Visio Plan 2' };
      },
    },
    resetPassword: {
      prepare: (fake, customer) => ({ ...ada(fake, customer), revokeSessions: false }),
      effects: (fake, customer) => fake.tenant(customer).passwordChanges,
    },
    createTemporaryAccessPass: {
      prepare: ada,
      effects: (fake, customer) => fake.tenant(customer).user(ADA).passes.length,
    },
    revokeSessions: {
      prepare: ada,
      effects: (fake, customer) => (fake.tenant(customer).user(ADA).signedIn ? 0 : 1),
    },
    createUser: {
      prepare: () => ({ account: 'grace@contoso.example', displayName: 'Grace Hill', usageLocation: 'GB' }),
      effects: (fake, customer) => fake.tenant(customer).users.length,
      doubtfulAfter: ['409'], // the look at who has the name gets the same answer
    },
    disableUser: {
      prepare: (fake, customer) => ({ ...ada(fake, customer), revokeSessions: false }),
      effects: (fake, customer) => (fake.tenant(customer).user(ADA).accountEnabled ? 0 : 1),
    },
    enableUser: {
      prepare(fake, customer) {
        const target = ada(fake, customer);
        fake.tenant(customer).user(ADA).accountEnabled = false;
        return target;
      },
      effects: (fake, customer) => (fake.tenant(customer).user(ADA).accountEnabled ? 1 : 0),
    },
    removeLicense: {
      prepare(fake, customer) {
        const { skuId } = fake.tenant(customer).addSku();
        const target = ada(fake, customer);
        fake.tenant(customer).user(ADA).assignedLicenses.push({ skuId, disabledPlans: [] });
        return { ...target, skuId, license: 'Visio Plan 2' };
      },
      effects: (fake, customer) => (fake.tenant(customer).user(ADA).assignedLicenses.length > 0 ? 0 : 1),
    },
    assignLicense: {
      prepare(fake, customer) {
        const { skuId } = fake.tenant(customer).addSku();
        return { ...ada(fake, customer), skuId, license: 'Visio Plan 2' };
      },
      effects: (fake, customer) => fake.tenant(customer).user(ADA).assignedLicenses.length,
    },
  },
};
