import type { VendorAnswer } from '../vendor.ts';

/** A refusal as an instance writes it. */
export function refusal(status: number, message: string, detail: string | null = null): VendorAnswer {
  return { status, body: { error: { message, detail }, status: 'failure' } };
}

export const noRecord = refusal(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval");

export const noRights = refusal(403, 'User Not Authorized', 'ACL Exception due to security constraints');
