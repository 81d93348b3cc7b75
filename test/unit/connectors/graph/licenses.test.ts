import { describe, expect, test } from 'vitest';
import { openStage, targetOf } from './stage.ts';

const { lab, enrol, answerInstead } = await openStage();

describe('the licences of a customer', () => {
  test('go by the names that people use, with what is free of each', async () => {
    const { tenant, run } = enrol();
    const visio = tenant.addSku({ enabled: 5, consumed: 2 });
    const own = tenant.addSku({ skuPartNumber: 'CONTOSO_SPECIAL', enabled: 1, consumed: 4 });
    tenant.addSku({ skuPartNumber: 'SPE_E3', capabilityStatus: 'Suspended' });
    tenant.addSku({ skuPartNumber: 'SPE_E5', appliesTo: 'Company' });

    expect(await run('listLicenses', {})).toEqual({
      licenses: [
        { skuId: own.skuId, skuPartNumber: 'CONTOSO_SPECIAL', title: 'CONTOSO SPECIAL', freeSeats: 0 },
        { skuId: visio.skuId, skuPartNumber: 'VISIOCLIENT', title: 'Visio Plan 2', freeSeats: 3 },
      ],
    });
    expect(await run('listLicenses', { name: 'visio' })).toMatchObject({ licenses: [{ title: 'Visio Plan 2' }] });
  });

  test('are found by a whole name, by a part number or by the words that only one has', async () => {
    const { tenant, run } = enrol();
    tenant.addSku();
    tenant.addSku({ skuPartNumber: 'VISIOONLINE_PLAN1' });
    tenant.addSku({ skuPartNumber: 'POWER_BI_PRO' });

    expect(await run('findLicense', { name: 'visio plan 2' })).toMatchObject({ title: 'Visio Plan 2' });
    expect(await run('findLicense', { name: 'VISIOONLINE_PLAN1' })).toMatchObject({ title: 'Visio Plan 1' });
    expect(await run('findLicense', { name: 'Power BI' })).toMatchObject({ title: 'Power BI Pro' });
    await expect(run('findLicense', { name: 'Visio' })).rejects.toMatchObject({ kind: 'conflict' });
    await expect(run('findLicense', { name: 'Project' })).rejects.toMatchObject({ kind: 'notFound' });
  });
});

describe('assigning a licence', () => {
  const license = 'Visio Plan 2';

  test('takes one that is free, also for an account of an on-premises directory', async () => {
    const { tenant, run } = enrol();
    const sku = tenant.addSku();
    const target = targetOf(tenant, { onPremisesSyncEnabled: true });

    expect(await run('assignLicense', { ...target, skuId: sku.skuId, license })).toEqual({
      userId: target.userId,
      skuId: sku.skuId,
      changed: true,
    });
    expect(tenant.user(target.account).assignedLicenses).toEqual([{ skuId: sku.skuId, disabledPlans: [] }]);
    expect(sku.consumed).toBe(3);
  });

  test('changes nothing when the account holds it already', async () => {
    const { tenant, run } = enrol();
    const { skuId } = tenant.addSku({ enabled: 2, consumed: 2 });
    const target = targetOf(tenant, { assignedLicenses: [{ skuId, disabledPlans: [] }] });

    expect(await run('assignLicense', { ...target, skuId, license })).toMatchObject({ skuId });
    expect(lab.requests().filter(({ host, method }) => host === 'graph.microsoft.com' && method !== 'GET')).toEqual([]);
  });

  test('refuses when none is free, when somebody was quicker, and when the customer does not own it', async () => {
    const { tenant, run } = enrol();
    const taken = tenant.addSku({ enabled: 2, consumed: 2 });
    const stolen = tenant.addSku({ enabled: 2, consumed: 2 });
    const target = targetOf(tenant);
    const noneFree = { message: 'Microsoft Graph: Not accepted (no licence is free).', definite: true };

    await expect(run('assignLicense', { ...target, skuId: taken.skuId, license })).rejects.toMatchObject(noneFree);
    expect(lab.requests().filter(({ path }) => path.endsWith('/assignLicense'))).toEqual([]);

    const seen = { ...stolen, consumedUnits: 1, prepaidUnits: { enabled: 2 } };
    answerInstead({ path: '/v1.0/subscribedSkus' }, { status: 200, body: { value: [seen] } });
    await expect(run('assignLicense', { ...target, skuId: stolen.skuId, license })).rejects.toMatchObject(noneFree);

    await expect(run('assignLicense', { ...target, skuId: target.userId, license })).rejects.toMatchObject({
      kind: 'notFound',
    });
  });

  test('sets a country first where there is none, and only if one is given', async () => {
    const { tenant, run } = enrol();
    const { skuId } = tenant.addSku();
    const target = targetOf(tenant, { usageLocation: null });

    await expect(run('assignLicense', { ...target, skuId, license })).rejects.toMatchObject({
      message: 'Microsoft Graph: Not accepted (the account has no country).',
      definite: true,
    });

    await run('assignLicense', { ...target, skuId, license, usageLocation: 'DE' });
    expect(tenant.user(target.account)).toMatchObject({ usageLocation: 'DE', assignedLicenses: [{ skuId }] });
  });

  test('leaves the country of an account as it is', async () => {
    const { tenant, run } = enrol();
    const { skuId } = tenant.addSku();
    const target = targetOf(tenant);

    await run('assignLicense', { ...target, skuId, license, usageLocation: 'DE' });

    expect(tenant.user(target.account).usageLocation).toBe('GB');
  });

  test('is no failure without effect once the country is set', async () => {
    const { tenant, run } = enrol();
    const { skuId } = tenant.addSku();
    const target = targetOf(tenant, { usageLocation: null });
    const body = { error: { code: 'Request_BadRequest', message: 'invalid usage location' } };
    answerInstead({ path: /assignLicense$/ }, { status: 400, body });

    await expect(run('assignLicense', { ...target, skuId, license, usageLocation: 'AQ' })).rejects.toMatchObject({
      message: 'Microsoft Graph: Not accepted (the country of the account). The country of the account is set.',
      definite: false,
    });
  });
});
