import { expect, test } from 'vitest';
import { createRuleClassifier } from '../../../src/classify/rule-classifier.ts';
import { ticketSaying, understand, workflows } from './sample.ts';

test.each([
  'I forgot my password, please reset it',
  'Ich habe mein Passwort vergessen, bitte zurücksetzen',
  'I am locked out, please reset my password',
  'My disk is full, please clean up the disk of CONTOSO-PC-17',
  'I need a Visio licence',
])('may be resolved by a workflow: %s', async (sentence) => {
  const believed = await understand(sentence);

  expect(believed).toMatchObject({ autoResolvable: true, vetoes: [] });
});

test.each([
  'Please give me the password of reception',
  'How do I change my password?',
  'Reset the administrator password',
  'Unlock my account, my account is locked',
  'My account is disabled, reset my password',
  'The server disk is full, please free some disk space',
  'Increase the disk space of the partition, the disk is full',
  'Install Visio, licence is there',
  'Remove my Visio licence',
  'I need twelve Visio licences',
  'Software request: we need new software, a program',
  'My printer is broken',
  'Something with a password',
])('is for people: %s', async (sentence) => {
  const believed = await understand(sentence);

  expect(believed.autoResolvable).toBe(false);
});

test('nothing is resolvable that no known workflow serves', async () => {
  const { autoResolvable } = await createRuleClassifier()(ticketSaying('I forgot my password, please reset it'), []);

  expect(autoResolvable).toBe(false);
});

test('an input is offered under the name its workflow gives it', async () => {
  const believed = await understand('My disk is full on CONTOSO-PC-17');

  expect(believed.inputs).toEqual({ computer: 'CONTOSO-PC-17' });
});

test('of several candidates none is taken', async () => {
  const believed = await understand('The disk is full on CONTOSO-PC-17 and on CONTOSO-PC-18');

  expect(believed.inputs).toEqual({});
});

test('an address is offered as an account only where the text may name one', async () => {
  const password = await understand('Reset my password please, I forgot it: sam@contoso.example');
  const licence = await understand('I need a Visio licence, sam@contoso.example');

  expect(password.inputs).toEqual({ account: 'sam@contoso.example' });
  expect(licence.inputs).toEqual({ product: 'Visio' });
});

test.each([
  ['I need a Visio Plan 2 licence', 'Visio Plan 2'],
  ['a licence for Project please', 'Project'],
  ['Microsoft 365 E3 license for my account', 'Microsoft 365 E3'],
  ['I would like a Business Premium licence', 'Microsoft 365 Business Premium'],
  ['Power BI Pro license please', 'Power BI Pro'],
])('the licence in "%s" is %s', async (sentence, product) => {
  const believed = await understand(sentence);

  expect(believed.inputs).toEqual({ product });
});

test('two licences are a question, not a guess', async () => {
  const believed = await understand('I need a licence for Visio and a licence for Power BI Pro');

  expect(believed.inputs).toEqual({});
});

test('another workflow’s inputs are not offered', async () => {
  const believed = await understand('The printer beside CONTOSO-PC-17 prints nothing');

  expect(believed.inputs).toEqual({});
  expect(workflows.some(({ categories }) => categories.includes(believed.category))).toBe(false);
});
