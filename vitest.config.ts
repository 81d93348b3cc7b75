import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 4, // most of them wait for a server or a process of their own
    isolate: false, // loading everything anew for each file took longer than the tests; nothing keeps state in a module
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } }, // a bound, not a wait: a busy machine is no fault
  },
});
