import { once } from 'node:events';
import type { HTTPReceiver } from '@slack/bolt';
import type { Log } from '../../lib/log.ts';
import type { Route } from '../connection.ts';
import { mediaType, refusalOf } from './freshness.ts';

interface Parts {
  readonly path: string;
  readonly receiver: Pick<HTTPReceiver, 'requestListener'>;
  readonly log: Log;
  readonly now: () => Date;
}

/** Hands fresh requests to Bolt, which wants to read the body itself: no body parser may stand before this route. */
export function slackRoute({ path, receiver, log, now }: Parts): Route {
  return {
    method: 'post',
    path,
    handlers: [
      async (request, response) => {
        // Bolt knows one spelling of the path only; the server may know several.
        const refusal = request.path() === path ? refusalOf(request, now()) : 404;
        if (refusal) {
          log.warn('slack.refused', { status: refusal });
          response.writeHead(refusal);
          response.end();
          return;
        }
        request.headers['content-type'] = mediaType(request.headers['content-type'] ?? '');
        receiver.requestListener(request, response);
        if (!response.writableFinished && !response.destroyed) await once(response, 'close');
        // What was too long to read would keep the connection's next request waiting for ever.
        request.resume();
      },
    ],
  };
}
