import { z } from 'zod';
import type { Explained } from '../json-answer.ts';
import type { Connection } from './connection.ts';

/** What the refresh token has to be allowed: https://www.zoho.com/assist/api/scopes.html */
export const scopes = {
  user: 'ZohoAssist.userapi.READ',
  devices: 'ZohoAssist.unattended.computer.READ',
  reports: 'ZohoAssist.reportapi.READ',
  createSessions: 'ZohoAssist.sessionapi.CREATE',
  reachDevices: 'ZohoAssist.unattended.device.CREATE',
} as const;

const Refusal = z.object({ error: z.object({ code: z.number() }) });

const INVALID_TOKEN = 2_000;

/** Makes sense of Zoho Assist's refusals, which may come with status 200 too. */
export function explainerFor({ department }: Connection) {
  return (status: number, body: unknown): Explained | undefined => {
    const code = Refusal.safeParse(body).data?.error.code;
    if (status === 401 || code === INVALID_TOKEN)
      return {
        failure: 'Invalid API key',
        remedy: 'Make a new refresh token in the API console of Zoho, of the data centre that desk.yaml names.',
      };
    if (status === 403)
      return {
        failure: 'Insufficient privileges',
        remedy: `Make a new refresh token with the scopes ${Object.values(scopes).join(', ')}, of a user who has a licence and the department ${department}.`,
      };
    if (status === 404) return { failure: 'Not found', remedy: 'Check the id in Zoho Assist.' };
    if (status === 429) return { failure: 'Rate limit exceeded', remedy: 'Try again later.' };
    if (status >= 500 || (status < 400 && code === undefined)) return undefined;
    return {
      failure: 'Not accepted',
      remedy: `Check in Zoho Assist that the department ${department} is there and that the licence covers this.`,
    };
  };
}
