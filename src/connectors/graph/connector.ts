import type { Connector } from '../connector.ts';
import { check } from './check.ts';
import { createGraphClient, type GraphClient } from './client.ts';
import { Connection, hostsOf } from './connection.ts';
import { assignLicense } from './operations/assign-license.ts';
import { createTemporaryAccessPass } from './operations/create-temporary-access-pass.ts';
import { createUser } from './operations/create-user.ts';
import { directoryRolesOf } from './operations/directory-roles-of.ts';
import { disableUser } from './operations/disable-user.ts';
import { enableUser } from './operations/enable-user.ts';
import { findLicense } from './operations/find-license.ts';
import { findUsers } from './operations/find-users.ts';
import { getUser } from './operations/get-user.ts';
import { listLicenses } from './operations/list-licenses.ts';
import { managerOf } from './operations/manager-of.ts';
import { phonesOf } from './operations/phones-of.ts';
import { removeLicense } from './operations/remove-license.ts';
import { resetPassword } from './operations/reset-password.ts';
import { revokeSessions } from './operations/revoke-sessions.ts';
import { owner } from './owner.ts';
import { VENDOR } from './vendor.ts';

export const graph: Connector<Connection, GraphClient> = {
  name: 'graph',
  title: VENDOR,
  connection: Connection,
  hosts: hostsOf,
  limits: { perSecond: 50 }, // a small tenant takes 3,500 units in ten seconds, and others ask it too: throttling limits of Microsoft Graph
  exclusive: ({ tenant }) => tenant,
  connect: createGraphClient,
  owner,
  check,
  operations: {
    getUser,
    findUsers,
    directoryRolesOf,
    managerOf,
    phonesOf,
    resetPassword,
    createTemporaryAccessPass,
    revokeSessions,
    createUser,
    disableUser,
    enableUser,
    listLicenses,
    findLicense,
    assignLicense,
    removeLicense,
  },
};
