import type { VendorAnswer, VendorRequest } from '../vendor.ts';
import { badRequest, denied, notFound, ok } from './answers.ts';
import type { Tenant } from './tenant.ts';
import { type Allows, userIn } from './users.ts';

export function listSkus({ skus }: Tenant, allows: Allows): VendorAnswer {
  const reads = [
    'LicenseAssignment.Read.All',
    'Organization.Read.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ];
  if (!allows(...reads)) return denied();
  return ok({
    value: skus.map(({ enabled, consumed, ...sku }) => ({
      ...sku,
      consumedUnits: consumed,
      prepaidUnits: { enabled, suspended: 0, warning: 0, lockedOut: 0 },
    })),
  });
}

export function assignLicense(tenant: Tenant, segment: string, { body }: VendorRequest, allows: Allows): VendorAnswer {
  if (!allows('LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All')) return denied();
  const user = userIn(tenant, segment);
  if (!user) return notFound(segment);
  const { addLicenses, removeLicenses } = JSON.parse(body);
  if (!Array.isArray(addLicenses) || !Array.isArray(removeLicenses))
    return badRequest('One or more parameters of the function import are missing.');
  for (const { skuId, disabledPlans = [] } of addLicenses) {
    if (user.assignedLicenses.some((held) => held.skuId === skuId)) continue;
    const sku = tenant.skus.find((one) => one.skuId === skuId);
    if (!sku) return badRequest(`License ${skuId} does not correspond to a valid company License.`);
    if (!user.usageLocation)
      return badRequest('License assignment cannot be done for user with invalid usage location.');
    if (sku.consumed >= sku.enabled)
      return badRequest(`Subscription with SKU ${skuId} does not have any available licenses.`, [
        { code: 'CountViolation', message: 'No more.' },
      ]);
    sku.consumed += 1;
    user.assignedLicenses.push({ skuId, disabledPlans });
  }
  for (const skuId of removeLicenses) {
    if (!user.assignedLicenses.some((held) => held.skuId === skuId))
      return badRequest(`User does not have a corresponding license.`);
    user.assignedLicenses = user.assignedLicenses.filter((held) => held.skuId !== skuId);
    const sku = tenant.skus.find((one) => one.skuId === skuId);
    if (sku) sku.consumed -= 1;
  }
  return ok({ id: user.id, displayName: user.displayName, userPrincipalName: user.userPrincipalName });
}

/** The cast to directory roles may give an empty page first, and what was asked for on the next. */
export function listRoles(tenant: Tenant, segment: string, request: VendorRequest, allows: Allows): VendorAnswer {
  const reads = [
    'RoleManagement.Read.Directory',
    'RoleManagement.ReadWrite.Directory',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ];
  if (!allows(...reads)) return denied();
  const user = userIn(tenant, segment);
  if (!user) return notFound(segment);
  const value = user.roles.map((displayName, index) => ({
    '@odata.type': '#microsoft.graph.directoryRole',
    id: `role-${index}`,
    displayName,
  }));
  if (value.length === 0 || request.query.has('$skiptoken')) return ok({ value });
  const next = new URLSearchParams([...request.query, ['$skiptoken', 'RFNwdAIAAQ']]);
  return ok({ value: [], '@odata.nextLink': `https://${request.host}${request.path}?${next}` });
}
