import { defineConfig } from 'vitest/config';

/** What the guards are held by that needs neither a database nor a chat. */
export default defineConfig({
  test: {
    include: ['test/unit/{domain,policy,audit}/**/*.test.ts'],
    exclude: ['test/unit/audit/checkpoints.test.ts'], // stands on a database, and breaks no guard
  },
});
