import { challengeId, choiceTopic } from '../../domain/verification.ts';
import type { NodeEnd } from '../../runs/graph.ts';
import { type Moves, step as move, wait } from '../../runs/move.ts';
import type { Question } from '../asked-approval.ts';
import type { DeskParts } from '../parts.ts';
import type { Run } from '../run.ts';
import { askFor } from '../verify/ask-for.ts';
import { beginVerification, notVerified } from '../verify/begin.ts';
import { endTurn, TURNS } from '../verify/end-turn.ts';

/** How long a technician has to choose a way, and whoever is asked then to answer. */
const TO_CHOOSE = '24h';
const TO_ANSWER = '10m';

/** Has somebody find out whether what was asked for is really wanted, before anybody is asked to approve it; `undefined` when it is. */
export function* verify(question: Question, run: Run, parts: DeskParts): Moves<Stopped | undefined> {
  const { step: name } = question;
  const begun = yield* move(`${name}: verify`, () => beginVerification(question, run, parts));
  if (begun.state === 'refused') return stopped(begun.why);

  for (let turn = 1; turn <= TURNS; turn += 1) {
    const at = { id: begun.id, turn };
    yield* wait(choiceTopic(at), TO_CHOOSE);
    const asked = yield* move(`${name}: verify, way ${turn}`, () => askFor(at.id, run, parts));
    if (asked.state === 'asked') yield* wait(challengeId(at), TO_ANSWER);
    const end = yield* move(`${name}: verify, end ${turn}`, () => endTurn(at, asked, run, parts));
    if (end.state === 'passed') return undefined;
    if (end.state === 'failed') break;
  }
  return stopped(notVerified);
}

type Stopped = Extract<NodeEnd, { readonly state: 'stopped' }>;

function stopped(why: string): Stopped {
  return { state: 'stopped', outcome: 'assigned', why };
}
