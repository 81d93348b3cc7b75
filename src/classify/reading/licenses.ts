import { phrasebookOf } from './phrases.ts';

/** What people call the products that a directory has seats of. A name inside a longer one is not a second one. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  'Microsoft 365 E3': ['microsoft|ms 365 e3', 'm365 e3'],
  'Microsoft 365 E5': ['microsoft|ms 365 e5', 'm365 e5'],
  'Office 365 E1': ['office 365 e1', 'o365 e1'],
  'Office 365 E3': ['office 365 e3', 'o365 e3'],
  'Office 365 E5': ['office 365 e5', 'o365 e5'],
  'Microsoft 365 F3': ['microsoft|ms 365 f3', 'm365 f3'],
  'Microsoft 365 Business Basic': ['business basic'],
  'Microsoft 365 Business Standard': ['business standard'],
  'Microsoft 365 Business Premium': ['business premium'],
  'Microsoft 365 Copilot': ['copilot', 'microsoft|ms|365|m365 copilot', 'microsoft|ms 365 copilot'],
  Visio: ['visio', 'microsoft|ms visio'],
  'Visio Plan 1': ['visio plan 1'],
  'Visio Plan 2': ['visio plan 2'],
  Project: ['microsoft|ms project', 'project licens*|licenc*', 'licens*|licenc* for project'],
  'Project Plan 3': ['project plan 3'],
  'Project Plan 5': ['project plan 5'],
  'Power BI Pro': ['power bi pro', 'powerbi pro'],
  'Power BI Premium': ['power bi premium', 'powerbi premium'],
  'Exchange Online Plan 1': ['exchange online plan 1'],
  'Exchange Online Plan 2': ['exchange online plan 2'],
  'Teams Premium': ['teams premium'],
  'Teams Phone': ['teams phone licens*|licenc*'],
};

const book = phrasebookOf(spellings);

/** The licences a text names, each by its usual name. */
export function licensesIn(words: readonly string[]): string[] {
  const found = book(words);
  const longest = found.filter(
    (one) =>
      !found.some((other) => other.from <= one.from && one.to <= other.to && other.to - other.from > one.to - one.from),
  );
  return [...new Set(longest.map(({ meaning }) => meaning))];
}
