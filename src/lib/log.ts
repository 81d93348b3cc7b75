import { type DestinationStream, destination, pino } from 'pino';
import type { Sieve } from './secret-filter.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An event name and fields. `info` for what a customer could ask about later, `warn` for what repaired itself, `error` for what needs a human. */
export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}

export type LogLevel = 'info' | 'warn' | 'error' | 'silent';

/** One JSON line an event. `to` is a file's path, or a stream such as standard output. */
export function createLog(level: LogLevel, to: string | DestinationStream): Log {
  const stream = typeof to === 'string' ? destination({ dest: to, mkdir: true, append: true, sync: false }) : to;
  const formatters = { level: (label: string) => ({ level: label }) };
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters }, stream);
  return {
    info: (event, fields = {}) => logger.info(plain(fields), event),
    warn: (event, fields = {}) => logger.warn(plain(fields), event),
    error: (event, fields = {}) => logger.error(plain(fields), event),
  };
}

/** The same log, which writes down no live secret. */
export function guardedLog(log: Log, { cleanDeep }: Sieve): Log {
  const clean = (fields: Fields = {}) => cleanDeep(plain(fields));
  return {
    info: (event, fields) => log.info(event, clean(fields)),
    warn: (event, fields) => log.warn(event, clean(fields)),
    error: (event, fields) => log.error(event, clean(fields)),
  };
}

/** For parts that are started without a log, as in unit tests. */
export const noLog: Log = { info() {}, warn() {}, error() {} };

/** An error as fields; pino would only do so for one that stands under its own key. */
function plain(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, value instanceof Error ? inWords(value) : value]),
  );
}

function inWords({ name, message, stack, cause }: Error): object {
  return { name, message, stack, ...(cause instanceof Error ? { cause: inWords(cause) } : {}) };
}
