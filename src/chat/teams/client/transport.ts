import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';
import { jsonIn } from '../../../lib/json-in.ts';
import { ChatError } from '../../platform.ts';
import type { ServiceHosts } from '../service-hosts.ts';

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;

const answerWithinMs = 15_000;

/** The only way out to Teams: known hosts only, no redirects, one attempt (a second one could post twice). */
export function createTransport(hosts: ServiceHosts): HttpClient {
  return {
    async sendRequest(request) {
      if (!hosts.allow(request.url)) throw new ChatError(hostRemedy, { passing: false });

      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers.rawHeaders(),
        ...(request.body && { body: request.body }),
        redirect: 'error',
        signal: AbortSignal.timeout(answerWithinMs),
      }).catch((cause: unknown) => {
        throw new ChatError('Teams could not be reached.', { passing: true, cause });
      });
      const bodyAsText = await response.text();
      if (!response.ok) throw refusal(response.status, bodyAsText);

      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      for (const [name, value] of response.headers) headers.set(name, value);
      return { request, status: response.status, headers, bodyAsText };
    },
  };
}

const hostRemedy =
  'The conversation is at a host the bot does not write to. If it is a host of Microsoft, add it to TEAMS_SERVICE_HOSTS.';

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit#handle-http-429-responses */
const passingStatuses = [408, 412, 429];

const remedies: Readonly<Record<number, string>> = {
  401: 'Check TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID.',
  403: 'Install the app for this person or team, and see that they have not blocked it.',
  404: 'The conversation or message is gone; write to another place.',
  413: 'The message is too large; make it shorter.',
};

const ErrorBody = z.object({ error: z.object({ code: z.string() }) });

function refusal(status: number, body: string): ChatError {
  const code = ErrorBody.safeParse(jsonIn(body)).data?.error.code ?? '';
  return new ChatError(`Teams refused it: ${[status, code, remedies[status]].filter(Boolean).join(' ')}`, {
    passing: passingStatuses.includes(status) || status >= 500,
  });
}
