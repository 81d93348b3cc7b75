interface Granted {
  readonly for: string;
  /** What is granted more widely and contains it. */
  readonly or: readonly string[];
}

const readers = ['User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const writers = ['User.ReadWrite.All', 'Directory.ReadWrite.All'];

/** The least application permission for each thing we do: https://learn.microsoft.com/graph/permissions-reference */
export const permissions = {
  'User.Read.All': { for: 'looking up accounts, their managers and telephone numbers', or: readers },
  'RoleManagement.Read.Directory': {
    for: 'seeing who holds an admin role',
    or: ['RoleManagement.ReadWrite.Directory', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  },
  // Wider permissions, User.ReadWrite.All and Directory.ReadWrite.All among them, do not contain this one.
  'User-PasswordProfile.ReadWrite.All': { for: 'resetting passwords', or: [] },
  'User.RevokeSessions.All': { for: 'signing accounts out', or: writers },
  'User.EnableDisableAccount.All': { for: 'disabling accounts and enabling them again', or: writers },
  'User.ReadWrite.All': { for: 'creating accounts and setting their country', or: ['Directory.ReadWrite.All'] },
  'LicenseAssignment.Read.All': {
    for: 'counting licences',
    or: [
      'LicenseAssignment.ReadWrite.All',
      'Organization.Read.All',
      'Organization.ReadWrite.All',
      'Directory.Read.All',
      'Directory.ReadWrite.All',
    ],
  },
  'LicenseAssignment.ReadWrite.All': { for: 'assigning licences and taking them back', or: writers },
  'UserAuthMethod-TAP.ReadWrite.All': {
    for: 'creating temporary access passes',
    or: ['UserAuthenticationMethod.ReadWrite.All'],
  },
} as const satisfies Readonly<Record<string, Granted>>;

export type Permission = keyof typeof permissions;

/** Whether what was granted suffices for it. */
export function isGranted(permission: Permission, roles: readonly string[]): boolean {
  return [permission, ...permissions[permission].or].some((one) => roles.includes(one));
}

/** Who has to do what so that it is granted. */
export function grant(permission: Permission): string {
  return `Grant ${permission} as an application permission to the app registration, and consent for this tenant.`;
}
