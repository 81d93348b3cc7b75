import type { Category } from '../domain/category.ts';
import type { Veto } from '../domain/classification.ts';
import type { Likeness } from './rules/examples.ts';
import type { Score } from './rules/score.ts';

const places = { subject: 'in the subject', text: 'in the text', quoted: 'in quoted text' };

const because = {
  'security-cue': 'It reads like a security matter.',
  'quoted-third-party': 'It holds another person’s message.',
  'instruction-to-the-bot': 'It tries to give the desk instructions.',
  link: 'It holds a link.',
  'someone-else': 'It may be about another person’s account.',
  'other-system': 'It may be about another system.',
  negated: 'It says what is not wanted.',
} satisfies Record<Veto, string>;

/** Why, in our words and the tables' cues; nothing the writer made up is repeated. */
export function reasoningOf(
  category: Category,
  scores: readonly Score[],
  likenesses: readonly Likeness[],
  vetoes: readonly Veto[],
): string {
  const evidence = scores.find((score) => score.category === category)?.evidence ?? [];
  const cues = evidence.slice(0, 3).map(({ cue, part }) => `“${cue}” ${places[part]}`);
  const like = likenesses.filter(({ categories }) => categories.includes(category)).map(({ workflow }) => workflow);
  const sentences = [
    cues.length > 0 && `It says ${cues.join(', ')}.`,
    like.length > 0 && `It is close to an example of “${like[0]}”.`,
    ...vetoes.map((veto) => because[veto]),
  ].filter((sentence) => sentence !== false);
  return sentences.length > 0 ? sentences.join(' ') : unspoken(category);
}

/** No cue stands in it; whoever judged went by the whole of it. */
function unspoken(category: Category): string {
  if (category === 'other') return 'Nothing in it points to a kind of ticket I know.';
  return 'No word in it settles what it is.';
}
