import type { Cues } from './cues.ts';

export const performanceIssue: Cues = {
  strong: [
    'unresponsive|lags|lagging',
    'loads|loading|takes .. forever|ages',

    'very|really|extremely|so|too|running|runs|super|incredibly|painfully slow|slowly',
    'slow .. computer|laptop|pc|machine|shutdown|startup|performance|system',
    'computer|laptop|pc|machine|system|everything|excel|outlook|works .. slow|slowly|sluggish|lagging|freezes|freezing|hangs',
    'slowness|sluggish|laggy',
    'keeps|constantly|always freezing|hanging|lagging',
    'freezes|freezing',
    'high|100 .. cpu|memory|usage',
    'cpu|memory|disk|ram usage|spike|spiking|busy',
    'low|increase|more|add memory|ram|cpu',
    'takes .. minutes|ages|forever|long',
    'performance .. issue|issues|problem|problems|slow',
    'langsam|hängt|ruckelt',
    'lento|lenta|lentitud|lentidão',
    'lent|lente|rame|ralenti',
    'friert .. ein',
    'travando|trava|travado',
    'se congela|bloquea|cuelga',
  ],
  fair: ['slow|slower|slowly', 'performance', 'task manager', 'non responsive', 'memory|ram|cpu', 'unresponsive'],
  weak: ['not responding', 'freeze|frozen', 'lag', 'hang|hangs', 'delays'],
};
