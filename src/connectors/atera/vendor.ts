/** What people call it, in every message about it. */
export const VENDOR = 'Atera';
