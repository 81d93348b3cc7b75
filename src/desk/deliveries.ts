import { outputShape } from '../connectors/shape.ts';
import type { Customer } from '../domain/customer.ts';
import type { DeliverStep, Recipient } from '../domain/workflow.ts';
import { holesIn } from '../workflows/holes.ts';
import type { DeskParts } from './parts.ts';
import { isOperation } from './plan.ts';
import type { Run } from './run.ts';

/** A secret on its way: which step makes it, and whom it is for. */
export interface Delivery {
  readonly to: Recipient;
  /** The step that makes it. */
  readonly maker: string;
  readonly operation: string;
  readonly field: string;
}

/** Every secret that a run hands over if it comes to its end. */
export function deliveriesOf(run: Pick<Run, 'workflow'>): Delivery[] {
  return Object.values(run.workflow.steps).flatMap((step) => ('deliver' in step ? [deliveryOf(step, run)] : []));
}

export function deliveryOf({ deliver, to }: DeliverStep, { workflow }: Pick<Run, 'workflow'>): Delivery {
  const [, maker = '', field = ''] = holesIn(deliver)[0]?.split('.') ?? [];
  const step = workflow.steps[maker];
  if (!step || !isOperation(step)) throw new TypeError(`${deliver} is made by no operation`);
  return { to, maker, operation: step.operation, field };
}

/** The account that a secret is about, as the operation that made it or is about to make it names it. */
export function accountIn(values: unknown): string | undefined {
  const { account, participant } = (values ?? {}) as { readonly account?: unknown; readonly participant?: unknown };
  const named = account ?? participant;
  return typeof named === 'string' ? named : undefined;
}

/** What a secret is, in a few words: `the one-time password for ada@contoso.com`. */
export function whatIs(
  { operation, field }: Delivery,
  account: string | undefined,
  { registry }: Pick<DeskParts, 'registry'>,
) {
  const found = registry.find(operation);
  const described = found && outputShape(found.operation).fields[field]?.description.replace(/, sealed\.?$/, '');
  const what = described ? described.charAt(0).toLowerCase() + described.slice(1) : 'the secret';
  return account ? `${what} for ${account}` : what;
}

/** Whether it opens an account, so that its owner may be locked out of whatever that account opens. */
export function isCredential({ operation }: Delivery, { registry }: Pick<DeskParts, 'registry'>): boolean {
  return registry.find(operation)?.operation.risk === 'sensitive';
}

/** Why a real secret could not be handed over; `undefined` when it can, or when it is not real. */
export function obstacleTo(
  { operation }: Delivery,
  customer: Customer,
  { registry, handovers }: Pick<DeskParts, 'registry' | 'handovers'>,
): string | undefined {
  return registry.isSimulated(operation, customer) ? undefined : handovers.obstacle;
}
