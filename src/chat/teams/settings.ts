import type { Config } from '../../config.ts';

/** How this deployment is known to Teams. */
export type TeamsSettings = NonNullable<Config['teams']>;
