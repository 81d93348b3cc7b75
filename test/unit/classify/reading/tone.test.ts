import { expect, test } from 'vitest';
import { languageOf } from '../../../../src/classify/reading/language.ts';
import { sentimentOf, urgencyOf } from '../../../../src/classify/reading/tone.ts';
import { wordsOf } from '../../../../src/classify/reading/words.ts';

test.each([
  ['Nobody in the office can print', 'critical'],
  ['The whole company is offline', 'critical'],
  ['production is down', 'critical'],
  ['please fix it asap', 'high'],
  ['I can not work at all', 'high'],
  ['Das ist dringend', 'high'],
  ['Es urgente', 'high'],
  ['no rush, next time you are here', 'low'],
  ['It is not urgent, although I wrote ASAP in the form', 'low'],
  ['es ist nicht dringend', 'low'],
  ['ce n’est pas urgent', 'low'],
  ['the printer jams', 'normal'],
])('"%s" is %s', (text, urgency) => {
  expect(urgencyOf(wordsOf(text))).toBe(urgency);
});

test.each([
  ['This is unacceptable', 'angry'],
  ['I tell you for the third time', 'angry'],
  ['WHY DOES NOBODY ANSWER MY TICKETS', 'angry'],
  ['where is my laptop???', 'angry'],
  ['I am really frustrated', 'unhappy'],
  ['Es funktioniert immer noch nicht', 'unhappy'],
  ['thank you so much, it works again', 'pleased'],
  ['the printer jams', 'calm'],
  ['VPN', 'calm'],
])('"%s" sounds %s', (text, sentiment) => {
  expect(sentimentOf(wordsOf(text), text)).toBe(sentiment);
});

test.each([
  ['I forgot my password and need it today', 'en'],
  ['Ich habe mein Passwort vergessen', 'de'],
  ['He olvidado mi contraseña y no puedo entrar', 'es'],
  ["J'ai oublié mon mot de passe", 'fr'],
  ['Esqueci a minha senha e não consigo entrar', 'pt'],
  ['VPN', 'unknown'],
  ['', 'unknown'],
])('"%s" is written in %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
