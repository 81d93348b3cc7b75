import { describe, expect, test } from 'vitest';
import { Hours, isOutOfHours } from '../../../src/domain/hours.ts';

const berlin = Hours.parse({ zone: 'Europe/Berlin', from: '08:00', to: '18:00' });

describe('the hours of a customer', () => {
  test.each([
    ['on a Monday as they begin', '2026-11-30T07:00:00Z', false],
    ['a minute before', '2026-11-30T06:59:00Z', true],
    ['in their last minute', '2026-11-30T16:59:59Z', false],
    ['as they stop', '2026-11-30T17:00:00Z', true],
    ['in summer an hour earlier', '2026-07-06T06:00:00Z', false],
    ['on a Saturday', '2026-11-28T10:00:00Z', true],
    ['on a Monday that is a Sunday in London still', '2026-11-29T23:30:00Z', true],
  ])('%s', (_, at, expected) => {
    expect(isOutOfHours(new Date(at), berlin)).toBe(expected);
  });

  test('may be on other days, and by another clock', () => {
    const cairo = Hours.parse({ zone: 'Africa/Cairo', days: ['sun', 'mon'], from: '00:00', to: '23:59' });

    expect(isOutOfHours(new Date('2026-11-28T22:30:00Z'), cairo)).toBe(false);
    expect(isOutOfHours(new Date('2026-11-28T21:30:00Z'), cairo)).toBe(true);
  });

  test('are not known where there are none', () => {
    expect(isOutOfHours(new Date(), undefined)).toBeUndefined();
  });

  test.each([
    { zone: 'Europe/Brelin', from: '08:00', to: '18:00' },
    { zone: '', from: '08:00', to: '18:00' },
    { zone: 'Europe/Berlin', from: '8:00', to: '18:00' },
    { zone: 'Europe/Berlin', from: '18:00', to: '08:00' },
    { zone: 'Europe/Berlin', days: [], from: '08:00', to: '18:00' },
    { zone: 'Europe/Berlin', from: '08:00', to: '18:00', until: 'x' },
  ])('refuses %j', (hours) => {
    expect(Hours.safeParse(hours).success).toBe(false);
  });
});
