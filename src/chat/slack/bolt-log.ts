import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../lib/log.ts';

/** Slack's libraries write sentences; what they warn of goes to our log under one name, the rest nowhere. */
export function boltLog(log: Log): Logger {
  return {
    debug() {},
    info() {},
    warn: (...said) => log.warn('slack.library', { said: said.map(String).join(' ') }),
    error: (...said) => log.error('slack.library', { said: said.map(String).join(' ') }),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
