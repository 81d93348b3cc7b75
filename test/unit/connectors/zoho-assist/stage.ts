import { zohoAssist } from '../../../../src/connectors/zoho-assist/connector.ts';
import { createZohoAssist } from '../../../fakes/vendors/zoho-assist.ts';
import { openStage } from '../zoho-stage.ts';

/** Contoso, its department in Zoho Assist, and the desk as it speaks to it. */
export function openContoso(more: object = {}) {
  const stage = openStage(createZohoAssist(), zohoAssist);
  const contoso = stage.connect(stage.fake.enrol('contoso'), more);
  return { ...stage, contoso, department: stage.fake.department('contoso') };
}
