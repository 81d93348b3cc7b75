import { z } from 'zod';
import { connectModel } from '../../../../src/classify/models/all.ts';
import type { ModelSettings } from '../../../../src/classify/models/connection.ts';
import type { Incoming, Outgoing } from '../../../../src/egress/send.ts';
import type { VendorAnswer, VendorRequest } from '../../../fakes/vendors/vendor.ts';

/** What is answered where no test says more. */
export const good = { category: 'other' };
const Answer = z.object({ category: z.string() });

/** A model of the family in front of a fake, without a network between them. */
export function connectTo(
  settings: Omit<ModelSettings, 'perMinute'>,
  answer: (request: VendorRequest) => VendorAnswer | Promise<VendorAnswer>,
) {
  const sent: Outgoing[] = [];
  const connection = connectModel(
    { ...settings, perMinute: 60 },
    {
      createSend: () => async (outgoing) => {
        sent.push(outgoing);
        return asIncoming(await answer(asRequest(outgoing)));
      },
    },
  );
  const prompt = { system: 'You read tickets.', user: 'Hello' };
  return {
    connection,
    sent,
    bodies: () => sent.flatMap(({ body }) => (body === undefined ? [] : [JSON.parse(body)])),
    ask: () => connection.complete(prompt, Answer, new AbortController().signal),
  };
}

function asRequest({ url, method, headers = {}, body = '' }: Outgoing): VendorRequest {
  const { host, pathname: path, searchParams: query } = new URL(url);
  return { host, method, path, query, headers, body };
}

function asIncoming({ status, headers = {}, body = '' }: VendorAnswer): Incoming {
  return { status, headers: new Headers(headers), text: typeof body === 'string' ? body : JSON.stringify(body) };
}
