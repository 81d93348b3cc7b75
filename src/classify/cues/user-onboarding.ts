import type { Cues } from './cues.ts';

export const userOnboarding: Cues = {
  strong: [
    'account creation',
    'new contractor|contractors|apprentice|trainee|temp',
    'set .. up .. new .. starter|employee|colleague',
    'welcome|induction .. starter|employee|pack',

    'new starter|starters|joiner|joiners|hire|hires|employee|employees|comer|comers|colleague|user|recruit',
    'starter form|forms',
    'onboarding|onboard|onboarded',
    'create|set|setup .. new .. account|user',
    'create .. user|credentials|account .. for',
    'accepted .. job .. offer',
    'joining .. us|team|company|starting',
    'starts|starting|joins|joining .. monday|tuesday|wednesday|thursday|friday|week|month',
    'new team member',
    'new member of',
    'first day',
    'neuer|neue|neuen mitarbeiter|mitarbeiterin|kollege|kollegin|kollegen|benutzer',
    'nuevo|nueva empleado|empleada|usuario|compañero|trabajador|ingreso',
    'necesito|crear .. cuenta',
    'nouvel|nouveau|nouvelle employé|employée|collaborateur|collègue|collaboratrice|arrivant|utilisateur',
    'novo|nova funcionário|funcionária|colaborador|colaboradora|usuário',
  ],
  fair: ['starter', 'new intern|interns|apprentice', 'joiner', 'create .. account', 'before start date', 'new account'],
  weak: ['starting', 'joining', 'start date', 'internship', 'intern', 'hire'],
};
