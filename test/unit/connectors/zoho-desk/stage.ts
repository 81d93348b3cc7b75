import { zohoDesk } from '../../../../src/connectors/zoho-desk/connector.ts';
import { createZohoDesk } from '../../../fakes/vendors/zoho-desk.ts';
import { openStage } from '../zoho-stage.ts';

/** Contoso, its organisation in Zoho Desk, and the desk as it speaks to it. */
export function openContoso(more: object = {}) {
  const stage = openStage(createZohoDesk(), zohoDesk);
  const contoso = stage.connect(stage.fake.enrol('contoso'), more);
  return { ...stage, contoso, desk: stage.fake.organisation('contoso') };
}
