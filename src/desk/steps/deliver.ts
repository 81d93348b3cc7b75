import { noticeMessage } from '../../cards/notice.ts';
import { utc } from '../../cards/utc.ts';
import type { Person } from '../../domain/person.ts';
import type { DeliverStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move } from '../../runs/move.ts';
import { fill } from '../../workflows/holes.ts';
import { NobodyReached, tellAlone } from '../audience.ts';
import { accountIn, deliveryOf, whatIs } from '../deliveries.ts';
import type { HandedOver } from '../handed-over.ts';
import type { DeskParts } from '../parts.ts';
import { noRecipient, type RecipientParts, recipientOf } from '../recipient.ts';
import { factsOf, type Run } from '../run.ts';

type Parts = RecipientParts & Pick<DeskParts, 'log' | 'handovers'>;

/** Hands a secret over to the one person it is for. In demo mode nothing is behind its reference, and that is said. */
export function* performDelivery(name: string, step: DeliverStep, run: Run, ends: Ends, parts: Parts): Moves<NodeEnd> {
  const sealed = String(fill(step.deliver, factsOf(run, ends)));
  const delivery = deliveryOf(step, run);
  const end = ends.get(delivery.maker);
  const account = end?.state === 'done' ? accountIn(end.output) : undefined;
  if (!account && step.to !== 'technician') throw new TypeError(`${step.deliver} is the secret of no account`);

  const output = yield* move(name, async (): Promise<HandedOver | Record<string, never>> => {
    const what = whatIs(delivery, account, parts);
    const recipient = await recipientOf(delivery, account, run, parts);
    if (!recipient) throw new NobodyReached(noRecipient(delivery, what));
    const about = { customerId: run.customer.id, runId: run.id, recipientId: recipient.id, title: asTitle(what) };
    const offered = await parts.handovers.offer({ sealed, ...about });
    switch (offered.state) {
      case 'offered':
        return tellLink(
          recipient,
          `${asTitle(what)} is ready for you.${passOn(step, account, recipient)}`,
          offered,
          parts,
        );
      case 'opened':
        return {}; // somebody has it already: an earlier life of this step had told them
      case 'expired':
        throw new NobodyReached(`Nobody opened the link to ${what} in time, so it was deleted. Please ask again.`);
      case 'unknown':
        if (!parts.registry.isSimulated(delivery.operation, run.customer)) throw new Error(`${what} has gone`);
        await tellAlone(recipient, noticeMessage(demo(what)), parts);
        return {};
    }
  });
  return { state: 'done', output };
}

/** Only the message that they alone see has the link in it; what is remembered of this step does not. */
async function tellLink(
  recipient: Person,
  news: string,
  { link, until }: { readonly link: string; readonly until: Date },
  parts: Parts,
): Promise<HandedOver> {
  const valid = until.toISOString();
  const text = `${news} Open this page and press its button; it is shown once, until ${utc(valid)}:\n${link}`;
  await tellAlone(recipient, noticeMessage(text, [], link.startsWith('https:') ? [link] : []), parts);
  return { handedTo: recipient.name, until: valid };
}

/** Somebody may get a secret in the place of the one it is about, and has to know that. */
function passOn({ to }: DeliverStep, account: string | undefined, { account: own }: Person): string {
  if (to !== 'owner' || !account || own?.toLowerCase() === account.toLowerCase()) return '';
  return ` You get it for the owner of ${account}: please give it to nobody else, and in person.`;
}

function demo(what: string): string {
  return `This is where ${what} would reach you, and nobody else. In demo mode there is none, because nothing was changed.`;
}

function asTitle(what: string): string {
  return what.charAt(0).toUpperCase() + what.slice(1);
}
