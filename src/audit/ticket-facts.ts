import { createHash } from 'node:crypto';
import type { Classification } from '../domain/classification.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { Somebody } from './asker-facts.ts';
import { workflowFacts } from './workflow-facts.ts';

/** What is recorded of a ticket that was opened: who asked, and a digest of what they wrote. */
export function openedFacts(
  requester: Somebody,
  { body, command }: { readonly body: string; readonly command?: { readonly workflow: string } | undefined },
) {
  const text = createHash('sha256').update(body.toWellFormed()).digest('hex');
  return { requester, text, command: command?.workflow ?? null };
}

/** What is recorded of how a ticket was understood: what was believed by whom, and what was chosen. None of its words. */
export function understoodFacts(classification: Classification | null, workflow: Workflow) {
  return { workflow: workflowFacts(workflow), belief: classification && beliefIn(classification) };
}

function beliefIn({ category, confidence, agreed, vetoes, judge }: Classification) {
  return {
    category,
    confidence,
    agreed,
    vetoes,
    judge: judge.kind,
    model: judge.kind === 'model' ? judge.model : null,
  };
}
