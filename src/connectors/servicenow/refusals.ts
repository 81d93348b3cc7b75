import { z } from 'zod';
import type { Explained } from '../json-answer.ts';

/** What a request is about, and which role its refusal asks for. */
export type Area = keyof typeof roles;

const roles = {
  records:
    'Give the account of this connection the role itil, or another that may read incidents, users, groups and choices.',
  incidents:
    'Give the account of this connection the role itil (or sn_incident_write). A business rule of the instance may refuse it too: the transaction log of ServiceNow says which.',
  changes:
    'Give the account of this connection the role sn_change_write. A business rule of the instance may refuse it too: the transaction log of ServiceNow says which.',
};

const Refusal = z.object({ error: z.object({ message: z.string().nullish(), detail: z.string().nullish() }) });

/** What a status means here, with the role that helps. ServiceNow has no codes, so a data policy is known by its name only. */
export function explainer(area: Area): (status: number, body: unknown) => Explained | undefined {
  return (status, body) => {
    switch (status) {
      case 400:
        return badRequest(area);
      case 401:
        return {
          failure: 'Invalid API key',
          remedy:
            'Look at authentication of this connection in desk.yaml and at the account in ServiceNow: it has to be active, not locked out, and allowed to use web services.',
        };
      case 403:
        return isDataPolicy(body) ? dataPolicy : { failure: 'Insufficient privileges', remedy: roles[area] };
      case 404:
        return {
          failure: 'Not found',
          remedy: `Look whether the record still exists. ServiceNow also answers so when the account may not see it. ${roles[area]}`,
        };
      case 409:
        return { failure: 'Already exists', remedy: 'Look at the record in ServiceNow before trying again.' };
      case 429:
        return {
          failure: 'Rate limit exceeded',
          remedy: 'Wait, or raise the limit in the rate limit rules of the instance (sys_rate_limit_rules).',
        };
      default:
        return undefined;
    }
  };
}

const dataPolicy: Explained = {
  failure: 'Not accepted',
  detail: 'a data policy asks for more',
  remedy:
    'A data policy of the instance makes fields mandatory that were not filled in. Fill them in there, or ask its administrators to relax the policy for web services.',
};

function badRequest(area: Area): Explained {
  return {
    failure: 'Not accepted',
    remedy:
      area === 'changes'
        ? 'Look whether the plugin Change Management REST API (com.snc.change_management.rest.api) is active in the instance.'
        : 'Look at the values that were sent: the instance could not use them.',
  };
}

function isDataPolicy(body: unknown): boolean {
  const { success, data } = Refusal.safeParse(body);
  return success && /data policy/i.test(`${data.error.message} ${data.error.detail}`);
}
