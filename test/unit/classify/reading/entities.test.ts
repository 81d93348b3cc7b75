import { expect, test } from 'vitest';
import { entitiesIn } from '../../../../src/classify/reading/entities.ts';
import { ticketSaying } from '../sample.ts';

test('a ticket names accounts, devices, applications and licences, each once and by its usual name', () => {
  const ticket = ticketSaying(
    'outlook and Power BI crash on contoso-pc-17 for ada@contoso.com, OUTLOOK too; she needs a Visio Plan 2 licence',
  );

  expect(entitiesIn(ticket)).toEqual([
    { kind: 'account', value: 'ada@contoso.com' },
    { kind: 'device', value: 'CONTOSO-PC-17' },
    { kind: 'application', value: 'Outlook' },
    { kind: 'application', value: 'Power BI' },
    { kind: 'application', value: 'Visio' },
    { kind: 'license', value: 'Visio Plan 2' },
  ]);
});

test.each(['keep your word', 'the two teams share access to the lift', 'a word of thanks'])(
  'an everyday word is no application: %s',
  (text) => {
    expect(entitiesIn(ticketSaying(text))).toEqual([]);
  },
);
