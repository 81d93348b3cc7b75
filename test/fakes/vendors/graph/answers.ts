import { randomUUID } from 'node:crypto';
import type { VendorAnswer } from '../vendor.ts';

/** A body of a refusal as Graph writes it. */
export function errorBody(code: string, message: string, details: readonly object[] = []): object {
  const ids = { 'request-id': randomUUID(), 'client-request-id': randomUUID() };
  return {
    error: {
      code,
      message,
      ...(details.length > 0 && { details }),
      innerError: { date: '2026-11-23T04:00:00', ...ids },
    },
  };
}

export function refuse(status: number, code: string, message: string, details?: readonly object[]): VendorAnswer {
  return { status, headers: { 'request-id': randomUUID() }, body: errorBody(code, message, details) };
}

export const notFound = (what: string) =>
  refuse(
    404,
    'Request_ResourceNotFound',
    `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
  );

export const denied = () =>
  refuse(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');

export const badRequest = (message: string, details?: readonly object[]) =>
  refuse(400, 'Request_BadRequest', message, details);

export const noContent = (): VendorAnswer => ({ status: 204, headers: { 'request-id': randomUUID() } });

export const ok = (body: object, status = 200): VendorAnswer => ({
  status,
  headers: { 'request-id': randomUUID() },
  body,
});
