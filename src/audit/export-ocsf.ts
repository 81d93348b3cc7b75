import type { KeptLine } from '../store/audit-lines.ts';
import { type SaidLine, saidIn } from './line.ts';
import { ocsfClassOf } from './ocsf-classes.ts';

/** The version whose classes and required fields these events have: https://schema.ocsf.io/1.3.0 */
const VERSION = '1.3.0';

/** What somebody is told of at once, because somebody else may have a secret by now, or be trying to get it. */
const alarms: ReadonlySet<string> = new Set(['handover.opened-again', 'handover.blocked', 'handover.code-refused']);

/** The audit as events of the Open Cybersecurity Schema Framework, one JSON document a line. */
export async function* exportOcsf(lines: AsyncIterable<readonly KeptLine[]>): AsyncGenerator<string> {
  for await (const some of lines) {
    let text = '';
    for (const line of some) {
      const said = saidIn(line.text);
      if (said) text += `${JSON.stringify(eventOf(said, line))}\n`;
    }
    yield text;
  }
}

function eventOf(said: SaidLine, { hash }: KeptLine) {
  const { customer, seq, at, actor, action, run, facts } = said;
  const { category, uid, activity, activityName, about } = ocsfClassOf(said);
  const failed = /\.(failed|refused|denied|expired|void)$/.test(action);
  return {
    metadata: {
      version: VERSION,
      product: { name: 'MSP Command Center', vendor_name: 'MSP Command Center' },
      log_name: 'audit',
      uid: `${customer}:${seq}`,
      tenant_uid: customer,
      ...(run === null ? {} : { correlation_uid: run }),
    },
    time: Math.round(at),
    category_uid: category,
    class_uid: uid,
    activity_id: activity,
    activity_name: activityName,
    type_uid: uid * 100 + activity,
    severity_id: alarms.has(action) ? 4 : failed ? 2 : 1,
    status_id: action.endsWith('.unsure') ? 0 : failed ? 2 : 1,
    message: action,
    actor: { user: { uid: actor } },
    src_endpoint: { svc_name: 'desk' },
    ...about,
    unmapped: { msp: { seq, hash, facts } },
  };
}
