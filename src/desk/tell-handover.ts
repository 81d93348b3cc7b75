import { noticeMessage } from '../cards/notice.ts';
import type { Customer } from '../domain/customer.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { About, Alarm } from '../secrets/opening.ts';
import { type Audience, customerIn, say } from './audience.ts';

type Parts = Audience & {
  readonly tickets: {
    find(id: string, customerId: string): Promise<{ readonly ticket: Pick<Ticket, 'place'> } | undefined>;
  };
  /** Tells technicians of what must not wait. */
  readonly alert: (customer: Customer, what: string) => Promise<void>;
};

/** Technicians are told what no recipient does. */
export async function tellAlarm(about: About, what: Alarm, parts: Parts): Promise<void> {
  const { runId, title, recipient, codeHolder, customer } = await named(about, parts);
  await parts.alert(customer, `${title} (${runId}): ${alarms[what](recipient, codeHolder)}`);
}

const alarms = {
  'opened-again': (recipient) =>
    `its link was opened a second time. Ask ${recipient} who opened it both times. If somebody else did, they may know it: make it useless now, and begin again.`,
  blocked: (recipient) =>
    `five wrong codes were typed for its link, so it was deleted unseen. Ask ${recipient} whether that was them. If not, somebody else has the link, which opens nothing any more.`,
  'code-refused': (recipient, codeHolder) =>
    `somebody other than ${codeHolder} asked for the code of its link, and was refused. Ask ${recipient} whether they passed the message on.`,
} satisfies Record<Alarm, (recipient: string, codeHolder: string) => string>;

/** Whoever asked, and the technicians, are told that nobody has it and nobody will, and who acts next. */
export async function tellUnopened(about: About, state: 'expired' | 'blocked', parts: Parts): Promise<void> {
  const { runId, title, recipient, customer } = await named(about, parts);
  const end = `${title} was not seen by anybody: ${ends[state]}. It was deleted, so nobody knows it and nobody will.`;
  const line = await parts.tickets.find(runId, about.customerId);
  if (line) {
    const next = 'If it is still needed, please ask again; a new one is made once somebody has approved it.';
    await say(line.ticket.place, noticeMessage(`${end} ${next}`), parts).catch((cause: unknown) =>
      parts.log.warn('handover.requester-not-told', { run: runId, cause }),
    );
  }
  const reach = `Please find out why ${recipient} did not open it. What it was to replace may not work any more, so ask for a new one as soon as they can be reached.`;
  await parts.alert(customer, `${runId}: ${end} ${reach}`);
}

const ends = {
  expired: 'nobody opened its link in time',
  blocked: 'too many wrong codes were typed',
} satisfies Record<Parameters<typeof tellUnopened>[1], string>;

async function named({ customerId, recipientId, codeHolderId, runId, title }: About, { roster }: Parts) {
  const known = await roster();
  const nameOf = (person: string) => known.people.find(({ id }) => id === person)?.name ?? person;
  const customer = customerIn(known, customerId);
  return { runId, title, customer, recipient: nameOf(recipientId), codeHolder: nameOf(codeHolderId) };
}
