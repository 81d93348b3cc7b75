import type { Send } from '../../egress/send.ts';
import { createJsonClient, type JsonClient } from '../json-client.ts';
import type { Tools } from '../tools.ts';
import { vendorError } from '../vendor-error.ts';
import { authorise } from './authorisation.ts';
import { type Connection, hostOf } from './connection.ts';
import { type Area, explainer } from './refusals.ts';
import { VENDOR } from './vendor.ts';

/** One customer's ServiceNow. What is asked of it goes by area, because each has its own remedy when it is refused. */
export interface ServiceNow extends Readonly<Record<Area, JsonClient>> {
  readonly host: string;
  /** Where several customers share the instance: the one whose records may be touched. */
  readonly company: string | undefined;
  readonly now: () => Date;
  /** What requests show now to say who is asking; it changes with the credential or its token. */
  readonly shows: (signal: AbortSignal) => Promise<string>;
}

export function connect(connection: Connection, tools: Tools): ServiceNow {
  const authorisation = authorise(connection, tools);
  const host = hostOf(connection);
  const send = awake(tools.send, host);
  const speak = (area: Area) =>
    createJsonClient({ vendor: VENDOR, base: `https://${host}`, send, authorisation, explain: explainer(area) });

  return {
    host,
    company: connection.company,
    now: tools.now,
    shows: async (signal) => JSON.stringify(await authorisation.headers(signal)),
    records: speak('records'),
    incidents: speak('incidents'),
    changes: speak('changes'),
  };
}

/** A developer instance that sleeps answers every request with a page and 200, and carries out none. */
function awake(send: Send, host: string): Send {
  return async (outgoing) => {
    const incoming = await send(outgoing);
    const isPage = incoming.headers.get('content-type')?.includes('text/html');
    if (!isPage || !incoming.text.includes('Instance Hibernating page')) return incoming;
    throw vendorError(VENDOR, 'Not reachable', {
      detail: 'the instance is hibernating',
      remedy: `Sign in to https://${host} or wake the instance at developer.servicenow.com, wait some minutes, then try again.`,
      definite: !incoming.afterDoubt,
    });
  };
}
