import { createHmac } from 'node:crypto';

export const signingSecret = 'not-a-secret-0123456789';

/** One call of Slack's to the bot, before it is signed. */
export interface Delivery {
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded';
  readonly body: string;
}

/** What can be wrong with a request. Headers given here replace or join those that Slack sends. */
export interface Wrong {
  readonly secret?: string;
  readonly secondsFromNow?: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export function asEvent(envelope: object): Delivery {
  return { contentType: 'application/json', body: JSON.stringify(envelope) };
}

export function asForm(fields: Readonly<Record<string, string>>): Delivery {
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

/** Signs as Slack does: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signed({ contentType, body }: Delivery, { secret, secondsFromNow = 0, headers = {} }: Wrong = {}) {
  const timestamp = String(Math.floor(Date.now() / 1_000) + secondsFromNow);
  const signature = createHmac('sha256', secret ?? signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  const all: Record<string, string | undefined> = {
    'content-type': contentType,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
    ...headers,
  };
  return Object.entries(all).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
}

/** Delivers to the bot that listens at this origin. */
export function send(origin: string, delivery: Delivery, wrong: Wrong = {}): Promise<Response> {
  return fetch(`${origin}/slack/events`, { method: 'POST', headers: signed(delivery, wrong), body: delivery.body });
}
