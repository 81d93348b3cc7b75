import type { Approval } from './approval.ts';
import type { Bar } from './demands.ts';
import { goesBy, hasRole, isSamePerson, isUnlinked, type Person } from './person.ts';

/** Why somebody may not decide. */
export type DecisionRefusal =
  | 'requester'
  | 'maybe-requester'
  | 'author'
  | 'outsider'
  | 'not-asked'
  | 'no-account'
  | 'beneficiary'
  | 'editor'
  | 'technician'
  | 'verifier'
  | 'surface'
  | 'too-new'
  | 'changed';

/** Who says so, on which chat, and the digest of the card they saw. */
export interface Decider {
  readonly by: Person;
  readonly surface: string;
  readonly digest: string;
}

/** All that says who may decide. */
export type Decidable = Pick<
  Approval,
  | 'approverIds'
  | 'authorIds'
  | 'calls'
  | 'customerId'
  | 'demands'
  | 'digest'
  | 'requester'
  | 'target'
  | 'verified'
  | 'workflow'
>;

/** Who may decide is a pure question; when and how often is the store's. Absent facts refuse. */
export function refusalOf(approval: Decidable, { by, surface, digest }: Decider): DecisionRefusal | undefined {
  const bars = new Set<Bar>(approval.demands.not);
  if (bars.has('requester') && isSamePerson(by, approval.requester)) return 'requester';
  if (!holdsAll(approval, by)) return 'outsider';
  if (!approval.approverIds.includes(by.id)) return 'not-asked';
  const barred = approval.demands.not.map((bar) => barriers[bar](approval, by)).find((why) => why !== undefined);
  if (barred) return barred;
  if (approval.verified?.partIds.some((id) => goesBy(by, id))) return 'verifier';
  if (approval.demands.surfaces && !approval.demands.surfaces.includes(surface)) return 'surface';
  return digest === approval.digest ? undefined : 'changed';
}

/** Whether a person holds every role that is demanded; nobody does where none is. */
export function holdsAll({ demands, customerId }: Pick<Approval, 'demands' | 'customerId'>, by: Person): boolean {
  return demands.roles.length > 0 && demands.roles.every((role) => hasRole(by, role, customerId));
}

const barriers: Readonly<Record<Bar, (approval: Decidable, by: Person) => DecisionRefusal | undefined>> = {
  requester: ({ requester }, by) => {
    if (isSamePerson(by, requester)) return 'requester';
    return isSurelyNot(by, requester) ? undefined : 'maybe-requester';
  },
  author: ({ authorIds }, by) => (authorIds.some((id) => goesBy(by, id)) ? 'author' : undefined),
  beneficiary: (approval, by) => {
    if (!by.account) return 'no-account';
    return isAbout(approval, by.account) ? 'beneficiary' : undefined;
  },
  editor: ({ workflow }, by) => (workflow.editedBy === '' || goesBy(by, workflow.editedBy) ? 'editor' : undefined),
  technician: ({ customerId }, by) => (hasRole(by, 'technician', customerId) ? 'technician' : undefined),
};

/** Whoever asked without being linked may be an approver who is not linked there: only an identity that an admin wrote down rules it out. */
export function isSurelyNot(by: Person, requester: Person): boolean {
  if (!isUnlinked(requester)) return true;
  return requester.identities.every((asked) =>
    by.identities.some(
      ({ platform, workspace, proven }) =>
        proven === undefined && platform === asked.platform && workspace === asked.workspace,
    ),
  );
}

function isAbout({ calls, target }: Decidable, account: string): boolean {
  const own = account.toLowerCase();
  return names(target.value, own) || calls.some(({ values }) => values.some(({ value }) => names(value, own)));
}

/** However deep it stands. */
function names(value: unknown, own: string): boolean {
  if (typeof value === 'string') return value.trim().toLowerCase() === own;
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => names(part, own));
}
