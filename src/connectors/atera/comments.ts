import { z } from 'zod';
import type { Call } from '../operation.ts';
import type { Atera } from './client.ts';
import { everyItem } from './pages.ts';
import { markOf } from './reference.ts';
import { refusal } from './refusals.ts';

const Done = z.object({ ActionID: z.string().nullish() }).optional();

interface NewComment {
  readonly ticketId: number;
  readonly text: string;
  readonly isPrivate: boolean;
}

/** Writes a comment in the name of the technician that `desk.yaml` names. */
export async function writeComment(
  { ticketId, text, isPrivate }: NewComment,
  client: Atera,
  { reference, signal }: Call,
): Promise<void> {
  const json = {
    CommentText: `${text}\n\nReference: ${markOf(reference)}`,
    TechnicianCommentDetails: { ...technician(client), IsInternal: isPrivate },
  };
  await client.add(`/tickets/${ticketId}/comments`, json, Done, signal);
}

const Comment = z.object({ Comment: z.string().nullish() });

/** Whether this call has written its comment. A ticket gives all its comments, so that none is none. */
export async function findComment(ticketId: number, client: Atera, { reference, signal }: Call): Promise<boolean> {
  const list = { path: `/tickets/${ticketId}/comments`, item: Comment };
  const mark = markOf(reference);
  for await (const comment of everyItem(list, (one) => one, client, signal))
    if (comment.Comment?.includes(mark)) return true;
  return false;
}

/** Atera writes no comment without somebody who says it. */
function technician({ connection }: Atera): { readonly TechnicianId: number } | { readonly TechnicianEmail: string } {
  const { technician: who } = connection;
  if (who === undefined)
    throw refusal(
      'Not accepted',
      'no technician is set in whose name comments are written',
      'Put the e-mail address of a technician in Atera into connectors.atera.technician in desk.yaml.',
    );
  return typeof who === 'number' ? { TechnicianId: who } : { TechnicianEmail: who };
}
