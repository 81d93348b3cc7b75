import type { Cues } from './cues.ts';

export const diskCleanup: Cues = {
  strong: [
    'running|runs|ran out .. space|storage|disk',

    'disk|disc|drive .. full|space',
    'full disk|disc|drive',
    'low .. disk|space',
    'out of .. space|storage|disk',
    'lack .. space|storage',
    'disk|partition|drive cleanup|clean',
    'clean|cleanup|cleaning|clear|free .. disk|drive|partition|space|storage',
    'free space|disk|up',
    'space|storage .. on|for|left .. disk|drive|partition|laptop|computer|pc|server|share',
    'insufficient|not enough|enough .. space|storage',
    'increase .. disk|partition|storage|space',
    'storage .. full|low|almost|quota|exceeded',
    'more disk|storage|space',
    'no space left',
    'no .. space|storage',
    'c|d is .. full',
    'space .. error|message|warning',
    'festplatte|laufwerk|speicher|speicherplatz .. voll|belegt|knapp|frei|freigeben|mehr',
    'kein|wenig|zu speicherplatz',
    'disco .. lleno|llena|espacio|cheio|espaço|duro',
    'sin|falta|liberar|poco espacio',
    'disque .. plein|saturé|espace|dur',
    "libérer|manque .. d'espace|espace",
    'sem|pouco|liberar|falta .. espaço',
  ],
  fair: ['partition*', 'disk space', 'disk', 'speicherplatz', 'free .. partition'],
  weak: ['storage', 'space', 'drive', 'quota', 'hard drive'],
};
