import { inputShape, outputShape } from '../../connectors/shape.ts';
import type { DeliverStep, Workflow } from '../../domain/workflow.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Catalogue } from '../catalogue.ts';
import { soleHole } from '../holes.ts';
import { stepNamed } from '../order.ts';

/** What an operation takes when it changes an account that somebody has already. */
const EXISTING = 'userId';
/** How an operation says whose its secret is. */
const OWNERS = ['account', 'participant'];

/** A secret goes to somebody who may have it: a password of an account that exists is its owner's, whoever asks. */
export function recipients(workflow: Workflow, catalogue: Catalogue): Finding[] {
  return Object.entries(workflow.steps).flatMap(([name, step]) =>
    'deliver' in step ? toTheRightOne(name, step, workflow, catalogue) : [],
  );
}

function toTheRightOne(
  name: string,
  { deliver, to }: DeliverStep,
  { steps }: Workflow,
  catalogue: Catalogue,
): Finding[] {
  const [, maker = '', field = ''] = soleHole(deliver)?.split('.') ?? [];
  const step = stepNamed(steps, maker);
  const found = step && 'operation' in step ? catalogue.find(step.operation)?.operation : undefined;
  if (!found) return [];

  const at = ['steps', name, 'to'];
  const opensAccount = found.risk === 'sensitive';
  if (opensAccount && to === 'technician') return [{ at, message: `${maker}.${field} opens an account`, remedy: OWN }];
  if (opensAccount && to === 'requester' && Object.hasOwn(inputShape(found).fields, EXISTING))
    return [{ at, message: `${maker}.${field} opens an account that has an owner`, remedy: OWN }];
  if (to === 'owner' && !OWNERS.some((owner) => Object.hasOwn(outputShape(found).fields, owner)))
    return [{ at, message: `${maker} does not say whose ${field} is`, remedy: 'Hand it to somebody else.' }];
  return [];
}

const OWN = 'Write `to: owner`: whoever asked for it must not learn it.';
