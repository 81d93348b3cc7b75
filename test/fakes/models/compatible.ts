import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults, type Fault, type Injected, type Match } from '../vendors/faults.ts';
import { requestOf } from '../vendors/speak.ts';
import type { VendorAnswer, VendorRequest } from '../vendors/vendor.ts';
import { asCompletion, refusal } from './openai-wire.ts';
import { type Asked, createScript, type ScriptedModel } from './script.ts';

/** A model of one's own on this machine, which speaks as OpenAI does. */
export interface FakeCompatible {
  /** Where its API begins. */
  readonly url: string;
  readonly model: ScriptedModel;
  /** Every request that arrived. */
  requests(): readonly VendorRequest[];
  fail(match: Match, fault: Fault): Injected;
  close(): Promise<void>;
}

interface Parts {
  /** It asks for none where none is said. */
  readonly key?: string;
  /** The forms of answers that it knows. */
  readonly forms?: readonly string[];
}

/** Opens it on a free port. */
export async function openCompatible({
  key,
  forms = ['json_schema', 'json_object'],
}: Parts = {}): Promise<FakeCompatible> {
  const { model, hears, next } = createScript();
  const requests: VendorRequest[] = [];
  const faults = createFaults();

  const answer = async (request: VendorRequest): Promise<VendorAnswer> => {
    if (key !== undefined && request.headers.authorization !== `Bearer ${key}`)
      return refusal(401, { message: `Wrong key ${request.headers.authorization}` });
    if (request.path === '/v1/models')
      return { status: 200, body: { object: 'list', data: [{ id: 'llama3.2:latest' }, { id: 'qwen3:8b' }] } };
    if (request.path !== '/v1/chat/completions') return { status: 404, body: '404 page not found' };
    const asked = askedIn(request);
    hears(asked);
    if (!['llama3.2', 'qwen3:8b'].includes(asked.model))
      return refusal(404, { message: `model ${asked.model} not found, try pulling it first`, type: 'api_error' });
    const form = Object(asked.body).response_format?.type;
    if (form !== undefined && !forms.includes(form)) return { status: 400, body: { detail: `No ${form} here` } };
    return asCompletion(await next(), asked);
  };

  const server = createServer(async (incoming, response) => {
    const request = await requestOf(incoming);
    requests.push(request);
    await faults
      .around(request, response, () => answer(request))
      .catch((error: unknown) => response.destroy(Object(error)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/v1`,
    model,
    requests: () => requests,
    fail: faults.add,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function askedIn({ body, headers }: VendorRequest): Asked {
  const content = JSON.parse(body);
  const said = (role: string) =>
    content.messages
      .filter((message: { readonly role: string }) => message.role === role)
      .map((message: { readonly content: string }) => message.content)
      .join('\n');
  return { model: content.model, system: said('system'), user: said('user'), body: content, headers };
}
