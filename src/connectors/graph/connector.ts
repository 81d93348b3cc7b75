import type { Connector } from '../connector.ts';
import { assignLicense } from './operations/assign-license.ts';
import { createUser } from './operations/create-user.ts';
import { directoryRolesOf } from './operations/directory-roles-of.ts';
import { disableUser } from './operations/disable-user.ts';
import { findLicense } from './operations/find-license.ts';
import { getUser } from './operations/get-user.ts';
import { listLicenses } from './operations/list-licenses.ts';
import { resetPassword } from './operations/reset-password.ts';

export const graph: Connector = {
  name: 'graph',
  title: 'Microsoft Graph',
  operations: {
    getUser,
    directoryRolesOf,
    resetPassword,
    createUser,
    disableUser,
    listLicenses,
    findLicense,
    assignLicense,
  },
};
