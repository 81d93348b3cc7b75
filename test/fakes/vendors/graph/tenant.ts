import { randomUUID } from 'node:crypto';
import type { App } from '../entra.ts';
import type { clouds } from './clouds.ts';

/** An account as the directory holds it. Nothing but a test sees its password. */
export interface User {
  readonly id: string;
  userPrincipalName: string;
  displayName: string;
  givenName: string | null;
  surname: string | null;
  mail: string | null;
  proxyAddresses: string[];
  accountEnabled: boolean;
  userType: 'Member' | 'Guest' | null;
  onPremisesSyncEnabled: boolean | null;
  usageLocation: string | null;
  assignedLicenses: { skuId: string; disabledPlans: string[] }[];
  onPremisesExtensionAttributes: Record<string, string | null>;
  lastPasswordChangeDateTime: string;
  passwordProfile: { password: string; forceChangePasswordNextSignIn: boolean };
  mobilePhone: string | null;
  businessPhones: string[];
  /** The id of the account, or of a contact that has none. */
  managerId: string | undefined;
  /** Names of the admin roles. */
  roles: string[];
  signedIn: boolean;
  passes: { pass: string; isUsableOnce: boolean; lifetimeInMinutes: number }[];
  /** How many more requests do not see it yet. */
  unseenFor: number;
}

/** A licence product. */
interface Sku {
  readonly skuId: string;
  readonly skuPartNumber: string;
  capabilityStatus: 'Enabled' | 'Warning' | 'Suspended' | 'LockedOut';
  appliesTo: 'User' | 'Company';
  enabled: number;
  consumed: number;
}

/** A customer's directory. */
export interface Tenant {
  readonly id: string;
  readonly cloud: keyof typeof clouds;
  readonly app: App;
  readonly users: User[];
  readonly skus: Sku[];
  /** Requests to be answered as if the account were not there yet, for accounts made from now on. */
  replicationLag: number;
  /** Passwords like this one are refused, as a tenant's own rules may do. */
  bannedPassword: RegExp | undefined;
  passwordChanges: number;
  addUser(user?: Partial<User>): User;
  addSku(sku?: Partial<Sku>): Sku;
  user(userPrincipalName: string): User;
}

export function createTenant(id: string, cloud: keyof typeof clouds, app: App): Tenant {
  const tenant: Tenant = {
    id,
    cloud,
    app,
    users: [],
    skus: [],
    replicationLag: 0,
    bannedPassword: undefined,
    passwordChanges: 0,
    addUser(user = {}) {
      const added: User = {
        id: randomUUID(),
        userPrincipalName: 'ada@contoso.example',
        displayName: 'Ada Hill',
        givenName: null,
        surname: null,
        mail: null,
        proxyAddresses: [],
        accountEnabled: true,
        userType: 'Member',
        onPremisesSyncEnabled: null,
        usageLocation: 'GB',
        assignedLicenses: [],
        onPremisesExtensionAttributes: {},
        lastPasswordChangeDateTime: '2026-01-02T03:04:05Z',
        passwordProfile: { password: 'Their-0wn-choice', forceChangePasswordNextSignIn: false },
        mobilePhone: null,
        businessPhones: [],
        managerId: undefined,
        roles: [],
        signedIn: true,
        passes: [],
        unseenFor: 0,
        ...user,
      };
      tenant.users.push(added);
      return added;
    },
    addSku(sku = {}) {
      const added: Sku = {
        skuId: randomUUID(),
        skuPartNumber: 'VISIOCLIENT',
        capabilityStatus: 'Enabled',
        appliesTo: 'User',
        enabled: 5,
        consumed: 2,
        ...sku,
      };
      tenant.skus.push(added);
      return added;
    },
    user(userPrincipalName) {
      const found = tenant.users.find((one) => one.userPrincipalName === userPrincipalName);
      if (!found) throw new Error(`No account ${userPrincipalName} in this tenant`);
      return found;
    },
  };
  return tenant;
}
