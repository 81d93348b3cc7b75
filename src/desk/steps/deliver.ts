import { handoverMessage } from '../../cards/handover.ts';
import { noticeMessage } from '../../cards/notice.ts';
import { utc } from '../../cards/utc.ts';
import type { Person } from '../../domain/person.ts';
import type { DeliverStep } from '../../domain/workflow.ts';
import type { Ends, NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move } from '../../runs/move.ts';
import type { Offered } from '../../secrets/handovers.ts';
import { fill } from '../../workflows/holes.ts';
import { NobodyReached, tellAlone } from '../audience.ts';
import { type CodeHolderParts, codeHolderOf } from '../code-holder.ts';
import { accountIn, deliveryOf, whatIs } from '../deliveries.ts';
import type { HandedOver } from '../handed-over.ts';
import type { DeskParts } from '../parts.ts';
import { noRecipient, type RecipientParts, recipientOf } from '../recipient.ts';
import { factsOf, type Run } from '../run.ts';

type Parts = RecipientParts & CodeHolderParts & Pick<DeskParts, 'log' | 'handovers'>;

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
    const offerTo = (codeHolder: Person) => parts.handovers.offer({ sealed, ...about, codeHolderId: codeHolder.id });
    const vouching = await codeHolderOf(recipient, delivery, run, parts);
    const offered = await offerTo(vouching);
    switch (offered.state) {
      case 'offered': {
        const ready = `${asTitle(what)} is ready for you.${passOn(step, account, recipient)}`;
        if (await isTold(vouching, { offered, recipient, what }, parts))
          return tellLink({ offered, recipient, codeHolder: vouching, ready }, parts);
        const again = await offerTo(recipient);
        if (again.state !== 'offered') throw new Error(`${what} is ${again.state} before anybody was told of it`);
        return tellLink({ offered: again, recipient, codeHolder: recipient, ready }, parts);
      }
      case 'opened':
        return {}; // somebody has it already: an earlier life of this step had told them
      case 'expired':
        throw new NobodyReached(`Nobody opened the link to ${what} in time, so it was deleted. Please ask again.`);
      case 'blocked':
        throw new NobodyReached(
          `Somebody tried wrong codes for the link to ${what}, so it was deleted. Please ask again.`,
        );
      case 'unknown':
        if (!parts.registry.isSimulated(delivery.operation, run.customer)) throw new Error(`${what} has gone`);
        await tellAlone(recipient, noticeMessage(demo(what)), parts);
        return {};
    }
  });
  return { state: 'done', output };
}

interface Telling {
  readonly offered: Extract<Offered, { readonly state: 'offered' }>;
  readonly recipient: Person;
  readonly codeHolder: Person;
  /** What the recipient is told first. */
  readonly ready: string;
}

/** Whether whoever reads the code out knows of it; a recipient who sees it themselves is told with the link. */
async function isTold(
  codeHolder: Person,
  { offered: { id, until }, recipient, what }: Pick<Telling, 'offered' | 'recipient'> & { readonly what: string },
  parts: Parts,
): Promise<boolean> {
  if (codeHolder.id === recipient.id) return true;
  const { name } = recipient;
  const text = `${name} gets a link to ${what}. It opens with a code, until ${utc(until.toISOString())}. Please read the code out to ${name}, and only once you are sure whom you are talking to.`;
  return tellAlone(codeHolder, handoverMessage({ id, text }), parts).then(
    () => true,
    () => false,
  );
}

/** Only the message that they alone see has the link in it; what is remembered of this step does not. */
async function tellLink({ offered, recipient, codeHolder, ready }: Telling, parts: Parts): Promise<HandedOver> {
  const { id, link: url, token, until } = offered;
  const valid = until.toISOString();
  const isTheirs = codeHolder.id === recipient.id;
  const code = isTheirs
    ? 'the code that the button below shows you'
    : `the code that ${codeHolder.name} reads out to you`;
  const text = `${ready} Open this page and type ${code}. It is shown once, until ${utc(valid)}:\n${url}`;
  await tellAlone(recipient, handoverMessage({ ...(isTheirs && { id }), text, link: { url, token } }), parts);
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
