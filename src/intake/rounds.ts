import { type Duration, inMilliseconds } from '../lib/duration.ts';
import { inParallel } from '../lib/in-parallel.ts';
import { createUnderWay } from '../lib/under-way.ts';
import type { ArrivalKey } from '../store/arrivals.ts';
import { type HelpDesk, helpDesks } from './help-desks.ts';
import { type IntakeParts, rest, takeIn, takeInNews } from './take-in.ts';

/** How often somebody looks whose turn it is. */
const EVERY: Duration = '5s';
const AT_ONCE = 8;
const MOST_A_ROUND = 50;

/** Goes round all help desks again and again: what webhooks have told of, and what they did not tell. */
export interface Rounds {
  /** Takes in now what was told of; and the news of these, though their turn has not come. */
  now(...news: readonly HelpDesk[]): Promise<void>;
  stop(): Promise<void>;
}

export function startRounds(parts: IntakeParts): Rounds {
  const stopping = new AbortController();
  const { signal } = stopping;
  const underWay = createUnderWay();
  const silent = new Set<string>();
  const going = (async () => {
    while (!signal.aborted) {
      await underWay.add(round()).catch((cause) => parts.log.error('intake.round-failed', { cause }));
      await rest(inMilliseconds(EVERY), signal);
    }
  })();

  return {
    now: (...news) => underWay.add(roundFor(news)),
    async stop() {
      stopping.abort();
      await going;
      await underWay.settled();
    },
  };

  async function roundFor(news: readonly HelpDesk[]): Promise<void> {
    if (signal.aborted) return;
    for (const { connector, customer } of news) await parts.cursors.release(connector.name, customer.id);
    await round();
  }

  async function round(): Promise<void> {
    const all = await helpDesks(parts);
    if (all.length === 0) return;
    await inParallel(await parts.arrivals.due(MOST_A_ROUND), AT_ONCE, async (key) => {
      const teller = all.find(({ connector, customer }) => isOf(key, connector.name, customer.id));
      if (teller)
        await unharmed(
          teller,
          () => takeIn(key, teller, parts, signal),
          () => setAside(key, teller),
        );
    });
    await inParallel(all, AT_ONCE, (helpDesk) => unharmed(helpDesk, () => newsOf(helpDesk)));
  }

  /** What was tried often enough is somebody's to look at. */
  async function setAside(key: ArrivalKey, { connector, customer }: HelpDesk): Promise<void> {
    if (!(await parts.arrivals.failed(key))) return;
    parts.log.error('intake.set-aside', { ...key });
    const what = `${connector.title} has told of its ticket ${key.ticketId}, and I could not read it. Please look after it there.`;
    await parts.alert(customer, what);
  }

  async function newsOf(helpDesk: HelpDesk): Promise<void> {
    const { inbox, connector, customer } = helpDesk;
    const leased = await parts.cursors.lease(connector.name, customer.id, inMilliseconds(inbox.news.every));
    if (leased) await takeInNews(helpDesk, leased.cursor, parts, signal);
  }

  /** One help desk that is away holds up no other; it is told once, and that it is back once. */
  async function unharmed(
    { connector, customer }: HelpDesk,
    work: () => Promise<void>,
    onFailure: () => Promise<void> = async () => {},
  ): Promise<void> {
    const about = { connector: connector.name, customer: customer.id };
    const name = `${connector.name}/${customer.id}`;
    try {
      await work();
      if (silent.delete(name)) parts.log.info('intake.back', about);
    } catch (cause) {
      if (signal.aborted) return;
      if (!silent.has(name)) parts.log.warn('intake.not-read', { ...about, cause });
      silent.add(name);
      await onFailure();
    }
  }
}

function isOf(key: ArrivalKey, connector: string, customerId: string) {
  return key.connector === connector && key.customerId === customerId;
}
