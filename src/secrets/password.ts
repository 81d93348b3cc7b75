import { randomInt } from 'node:crypto';

/** A whole number below the given one, each as likely as the others. */
export type Draw = (below: number) => number;

// No characters that are taken for one another when they are read out or typed: no I, l, 1, O, 0, o, S, 5, B, 8, Z, 2.
const classes = ['ACDEFGHJKLMNPQRTUVWXY', 'abcdefghijkmnpqrtuvwxyz', '34679', '#%+-=?@_'] as const;
const all = classes.join('');
const LENGTH = 24;

/**
 * A password that nobody chose: 24 of 57 characters, about 139 bits. Directories ask for several kinds of characters, so one
 * that lacks a kind is thrown away as a whole, which leaves all others equally likely.
 */
export function newPassword(draw: Draw = (below) => randomInt(below)): string {
  for (;;) {
    const password = Array.from({ length: LENGTH }, () => all.charAt(draw(all.length))).join('');
    if (classes.every((kind) => [...password].some((character) => kind.includes(character)))) return password;
  }
}
