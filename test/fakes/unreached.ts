import { z } from 'zod';
import type { Connector } from '../../src/connectors/connector.ts';

/** A connector with nothing behind it: it can be declared, listed and played in demo mode, and reaches nobody. */
export function unreached(name: string, title: string, operations: Connector['operations'] = {}): Connector {
  return {
    name,
    title,
    operations,
    connection: z.strictObject({}),
    hosts: () => [],
    limits: { perSecond: 1 },
    exclusive: () => '',
    connect: nobody,
    owner: { expected: () => '', actual: nobody },
    check: nobody,
  };
}

/** For what a test surely does not come to. */
export function nobody(): never {
  throw new Error('Nobody is reached from here');
}
