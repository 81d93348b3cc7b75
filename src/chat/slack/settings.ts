import type { Config } from '../../config.ts';

/** What an installed Slack app has to tell us. */
export type SlackSettings = NonNullable<Config['slack']>;
