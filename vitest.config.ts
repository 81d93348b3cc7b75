import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 3, // most of them wait for a server or a process of their own
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
