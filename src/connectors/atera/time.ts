import { z } from 'zod';

/** A time as Atera writes it: with a zone, or without one and then in UTC. What is no time is absent. */
export const Time = z
  .string()
  .nullish()
  .transform((text) => {
    const time = new Date(/Z$|[+-]\d\d:?\d\d$/.test(text ?? '') ? (text ?? '') : `${text}Z`);
    return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
  });
