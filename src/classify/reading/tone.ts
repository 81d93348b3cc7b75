import type { Sentiment, Urgency } from '../../domain/classification.ts';
import { createPhrasebook } from './phrases.ts';

/** Phrases by what they say, the weightiest first: the first line with a phrase in the text counts. */
const urgencies = {
  critical: [
    'nobody|noone .. can|able',
    'no one .. can|able',
    'everyone|everybody|all users|whole office|company|department .. down|affected|cannot|cant|stuck|unable',
    'whole|entire office|company|team|site|floor|department|building|school|shop|factory|clinic .. cannot|cant|down|offline|without|stuck',
    'production|server|system|network|site|website|shop|line .. is|are down',
    'production .. stopped|standing still|stands still',
    'cannot|cant .. serve|treat customers|patients',
    'outage',
    'niemand .. kann|arbeiten',
    'alle .. betroffen',
    'produktion steht',
    'totalausfall',
    'nadie puede',
    'todo parado',
    'caído para todos',
    'personne ne peut',
    'tout est bloqué|arrêté',
    'ninguém consegue',
    'tudo parado',
  ],
  high: [
    'urgent|urgently|asap|immediately|deadline|dringend|sofort|eilig|urgente|urgentemente',
    'as soon as possible',
    'right away|now',
    'emergency|critical|notfall|emergencia|urgence|emergência',
    'high priority|importance',
    'cannot|cant|unable .. work',
    'unable to work',
    'before|until noon|lunch|tonight',
    'in one|two|half|an|ten|thirty .. minutes|hour|hours',
    'customer|client|meeting|presentation|audit|payroll .. today|tomorrow|now',
    'so schnell wie möglich',
    'kann nicht arbeiten',
    'inmediatamente|imediatamente|immédiatement',
    'cuanto antes|lo antes posible',
    'no puedo trabajar',
    'dès que|le plus vite possible',
    'ne peux|peut plus|pas travailler',
    'o mais rápido|quanto antes',
    'não consigo trabalhar',
  ],
  low: [
    'no|not .. rush|hurry|urgent|priority',
    'isnt|not that|so|very urgent',
    'low priority',
    'when|whenever you|somebody|someone .. time|chance|moment|convenient',
    'when convenient',
    'at some point|no pressure|take your time',
    'next week|month .. fine|enough|ok',
    'nicht|keine dringend|eilig|eile',
    'wenn .. zeit|gelegenheit',
    'no es urgente',
    'sin prisa',
    'cuando .. tiempo|puedas|podáis',
    'pas urgent|pressé',
    'quand .. temps|pourrez|pouvez',
    'não é urgente',
    'sem pressa',
    'quando .. tempo|puder|puderem',
  ],
} as const;

const sentiments = {
  angry: [
    'unacceptable|ridiculous|furious|useless|disgrace|disgraceful|outrageous|pathetic|scandal',
    'fed up|sick of|sick and tired',
    'third|fourth|fifth|tenth|umpteenth time',
    'how many times|often .. tell|write|call|ask',
    'complain|complaint .. about|to',
    'waste|wasting .. time',
    'enough is enough',
    'wtf|damn|bloody|hell',
    'frechheit|unverschämt|unmöglich|lächerlich|inakzeptabel|katastrophe',
    'zum dritten|vierten|zehnten mal',
    'es reicht',
    'inaceptable|inadmisible|ridículo|harto|harta|vergüenza',
    'inacceptable|inadmissible|ridicule|scandaleux|marre|honte',
    'inaceitável|inadmissível|ridículo|farto|farta|vergonha|absurdo',
  ],
  unhappy: [
    'frustrat*|annoy*|disappoint*|desperate|worried|unhappy|stressed',
    'still not|no|waiting|broken|doesnt|nothing|the same',
    'again and again',
    'nothing helps|helped|works',
    'drives|driving me mad|crazy|nuts',
    'no idea what to do',
    'please help me',
    'nervig|nervt|ärgerlich|verzweifelt|enttäuscht|genervt',
    'immer noch|wieder',
    'molesto|frustrad*|desesperad*|decepcionad*',
    'sigue sin',
    'otra vez',
    'agaçant|énervant|frustrant|désespéré|déçu',
    'toujours pas',
    'chato|irritante|desesperad*|decepcionad*',
    'continua sem',
  ],
  pleased: [
    'thank you|thanks so|very much',
    'many|great|big thanks',
    'works|working again|perfectly|fine|great',
    'great|good|excellent|fantastic|brilliant job|work|service|help|support',
    'perfect|wonderful|awesome|lovely',
    'vielen|herzlichen|tausend dank',
    'super|prima|perfekt|klasse',
    'muchas|mil gracias',
    'genial|perfecto|excelente',
    'merci beaucoup|infiniment',
    'parfait|génial',
    'muito obrigado|obrigada',
    'ótimo|perfeito|maravilha',
  ],
} as const;

const urgencyBook = bookOf<Urgency>(urgencies);
const sentimentBook = bookOf<Sentiment>(sentiments);

/** How soon somebody needs help. Words that take urgency back count more than those that claim it: nobody writes them by habit. */
export function urgencyOf(words: readonly string[]): Urgency {
  const said = new Set(urgencyBook(words).map(({ meaning }) => meaning));
  if (said.has('critical')) return 'critical';
  if (said.has('low')) return 'low';
  return said.has('high') ? 'high' : 'normal';
}

/** How somebody sounds. Thanks at the end of a complaint are manners. */
export function sentimentOf(words: readonly string[], text: string): Sentiment {
  const said = new Set(sentimentBook(words).map(({ meaning }) => meaning));
  if (said.has('angry') || /[!?]{3}/.test(text) || isShouted(text)) return 'angry';
  if (said.has('unhappy')) return 'unhappy';
  return said.has('pleased') ? 'pleased' : 'calm';
}

const FEWEST_LETTERS = 20;

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = text.match(/\p{Lu}/gu) ?? [];
  return letters.length >= FEWEST_LETTERS && capitals.length / letters.length > 0.7;
}

function bookOf<T extends string>(table: Readonly<Partial<Record<T, readonly string[]>>>) {
  const entries = Object.entries(table) as [T, readonly string[]][];
  return createPhrasebook(entries.flatMap(([meaning, phrases]) => phrases.map((phrase) => [phrase, meaning] as const)));
}
