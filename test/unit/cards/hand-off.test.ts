import { expect, test } from 'vitest';
import { handOffMessage } from '../../../src/cards/hand-off.ts';

const ticket = {
  ticketId: 'MSP-7',
  customerName: 'Contoso',
  requesterName: 'Ada Lovelace',
  task: 'Please get in touch.',
  why: 'A technician handles this.',
};

function timesSaid(words: string, subject: string, body: string): number {
  return JSON.stringify(handOffMessage({ ...ticket, subject, body }).card).split(words).length - 1;
}

test('a subject that is the first line of the ticket is said once, and the rest is kept', () => {
  expect(timesSaid('Printer jams', 'Printer jams', 'Printer jams\nIt is the one in the kitchen.')).toBe(1);
  expect(timesSaid('in the kitchen', 'Printer jams', 'Printer jams\nIt is the one in the kitchen.')).toBe(1);
  expect(timesSaid('Printer jams', 'Printer jams', 'Printer jams')).toBe(1);
  expect(timesSaid('(empty)', 'Printer jams', 'Printer jams')).toBe(0);
});

test('a first line that was too long for the subject is shown whole', () => {
  expect(timesSaid('to the very end', 'A long story…', 'A long story that goes on to the very end')).toBe(1);
});
