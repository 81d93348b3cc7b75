import type { Registry } from '../../connectors/registry.ts';
import type { DeskFile } from '../../desk-file/desk-file.ts';
import { explain } from '../../policy/explain.ts';
import type { KnownFacts } from '../../policy/facts.ts';
import type { Policy } from '../../policy/policy.ts';
import { countsNeeded } from '../../policy/scope.ts';
import { CommandError } from './command-error.ts';
import { type DescribedRequest, requestFrom } from './policy-request.ts';
import { explanationTable } from './policy-tables.ts';
import { inJson, type Terminal } from './terminal.ts';

/** What somebody asked for. */
export interface AskedWhy extends DescribedRequest {
  /** How often the like was done already, of whatever is counted. */
  readonly earlier?: string;
  readonly json: boolean;
}

interface Parts {
  readonly deskFile: Pick<DeskFile, 'roster' | 'policy'>;
  readonly registry: Pick<Registry, 'find' | 'names'>;
  readonly terminal: Pick<Terminal, 'print'>;
}

/** `msp policy explain`: what a request would have to satisfy, and which rule says so. Nothing is asked of anybody. */
export async function explainRequest(asked: AskedWhy, { deskFile, registry, terminal }: Parts): Promise<void> {
  const known = await requestFrom(asked, { roster: await deskFile.roster(), registry });
  const policy = await deskFile.policy(known.customers?.[0] ?? '');
  const facts = counted(known, asked, policy);
  const explanation = explain(facts, policy);
  terminal.print(asked.json ? inJson({ ok: true, facts, ...explanation }) : explanationTable(facts, explanation));
}

function counted(known: KnownFacts, { earlier }: AskedWhy, policy: Policy): KnownFacts {
  if (earlier === undefined) return known;
  if (!/^\d{1,6}$/.test(earlier))
    throw new CommandError(`"${earlier}" is no number.`, 'Write how often, e.g. --earlier 0.');
  const counts = countsNeeded(known, policy).map((one) => ({ ...one, times: Number(earlier) }));
  return { ...known, counts: [...(known.counts ?? []), ...counts] };
}
